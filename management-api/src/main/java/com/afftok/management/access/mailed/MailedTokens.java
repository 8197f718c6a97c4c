package com.afftok.management.access.mailed;

import com.afftok.shared.id.UserId;
import jakarta.inject.Singleton;
import java.util.List;

/// The tokens that were sent by mail to a user, of all kinds, or in the name of the user.
@Singleton
public final class MailedTokens {

    private final List<MailedTokenKind> kinds;

    MailedTokens(List<MailedTokenKind> kinds) {
        this.kinds = kinds;
    }

    /// Invalidates them when the password or the address changes: somebody else may have requested
    /// them with the former password, or may read the former mailbox. It is called after the user
    /// was changed, and so locked; requests that still wait are void because of the change.
    public void dismiss(UserId user) {
        kinds.forEach(kind -> kind.dismiss(user.value()));
    }
}
