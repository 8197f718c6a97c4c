package com.afftok.management.access.mailed;

import com.afftok.shared.id.UserId;
import jakarta.inject.Singleton;

/// The tokens that were sent to a user by mail, of all kinds.
@Singleton
public final class MailedTokens {

    private final PasswordResetRepository resets;
    private final AddressProofRepository proofs;

    MailedTokens(PasswordResetRepository resets, AddressProofRepository proofs) {
        this.resets = resets;
        this.proofs = proofs;
    }

    /// Invalidates them when the password or the address changes: somebody else may have requested
    /// them with the former password, or may read the former mailbox. It is called after the user
    /// was changed, and so locked; requests that still wait are void because of the change.
    public void dismiss(UserId user) {
        resets.dismiss(user.value());
        proofs.dismiss(user.value());
    }
}
