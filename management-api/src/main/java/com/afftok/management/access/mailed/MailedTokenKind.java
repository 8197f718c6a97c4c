package com.afftok.management.access.mailed;

/// Tokens of one kind that are sent by mail: to a user, or in the name of a user.
public interface MailedTokenKind {

    /// Invalidates those of a user.
    void dismiss(long user);
}
