package com.afftok.management.access.auth;

import com.afftok.shared.id.UserId;
import jakarta.inject.Singleton;

/// The tokens that were sent to a user by mail, of all kinds.
@Singleton
final class MailedTokens {

    private final PasswordResetRepository resets;
    private final AddressProofRepository proofs;
    private final MailRequestRepository requests;

    MailedTokens(
            PasswordResetRepository resets,
            AddressProofRepository proofs,
            MailRequestRepository requests) {
        this.resets = resets;
        this.proofs = proofs;
        this.requests = requests;
    }

    /// Invalidates them when the password or the address changes: somebody else may have requested
    /// them with the former password, or may read the former mailbox.
    void dismiss(UserId user) {
        resets.dismiss(user.value());
        proofs.dismiss(user.value());
        requests.dismiss(user.value());
    }
}
