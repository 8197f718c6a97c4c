package com.afftok.management.platform.mail;

import java.time.Duration;
import java.util.Locale;

/// The mails that there are; the text of each is in the resources `mail/en` and `mail/ar`.
public enum MailKind {
    RESET_PASSWORD(Duration.ofMinutes(30)),
    /// To an address that somebody says is theirs.
    VERIFY_ADDRESS(Duration.ofHours(24)),
    /// To the former address.
    ADDRESS_CHANGED(Duration.ofHours(24)),
    /// Also after a reset.
    PASSWORD_CHANGED(Duration.ofHours(24)),
    /// A sign-in from a device that the user has not used.
    NEW_DEVICE(Duration.ofHours(24)),
    /// A number was added to the user's account, or removed from it.
    PHONE_CHANGED(Duration.ofHours(24)),
    /// To a phone, where messages have no subject.
    PHONE_CODE(Duration.ofMinutes(5)),
    /// To an address that is to join an account.
    INVITATION(Duration.ofDays(7)),
    /// To a user who is no member of an account any more.
    MEMBER_REMOVED(Duration.ofHours(24)),
    /// To the owners of an account that has a new one.
    NEW_OWNER(Duration.ofHours(24));

    private final Duration worth;

    MailKind(Duration worth) {
        this.worth = worth;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// How long it is worth reading. What could not be sent until then is given up.
    public Duration worth() {
        return worth;
    }
}
