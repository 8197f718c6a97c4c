package com.afftok.management.platform.mail;

import org.jspecify.annotations.Nullable;

/// A user that mails tell of changes.
public interface Recipient {

    /// Null if the user has no address, or has not confirmed it.
    @Nullable String confirmedAddress();

    /// A label of [MailLanguage].
    String language();
}
