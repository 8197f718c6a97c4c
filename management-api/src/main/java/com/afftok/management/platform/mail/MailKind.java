package com.afftok.management.platform.mail;

import java.time.Duration;
import java.util.Locale;

/// The kinds of mails and messages. Their texts are in the resources `mail/en` and `mail/ar`.
public enum MailKind {
    RESET_PASSWORD(Duration.ofMinutes(30)),
    /// To an address that a user has entered and not proven.
    VERIFY_ADDRESS(Duration.ofHours(24)),
    /// To the previous address.
    ADDRESS_CHANGED(Duration.ofHours(24)),
    /// After a change or a reset.
    PASSWORD_CHANGED(Duration.ofHours(24)),
    /// After a second factor was enrolled, which ended the other sessions.
    SECOND_FACTOR_ENROLLED(Duration.ofHours(24)),
    /// After the user or the support removed it.
    SECOND_FACTOR_REMOVED(Duration.ofHours(24)),
    RECOVERY_CODES_RENEWED(Duration.ofHours(24)),
    /// After one took the place of a code of the app.
    RECOVERY_CODE_USED(Duration.ofHours(24)),
    /// After a sign-in from a device that the user has not used before.
    NEW_DEVICE(Duration.ofHours(24)),
    /// After a phone number was added to the account of the user, or removed.
    PHONE_CHANGED(Duration.ofHours(24)),
    /// After an account at a provider was linked to the account of the user, or removed.
    IDENTITY_CHANGED(Duration.ofHours(24)),
    /// After a passkey of the user was added or removed.
    PASSKEYS_CHANGED(Duration.ofHours(24)),
    /// To a phone; has no subject.
    PHONE_CODE(Duration.ofMinutes(5)),
    /// To an address whose owner is invited to an account.
    INVITATION(Duration.ofDays(7)),
    /// To a user who was removed from an account.
    MEMBER_REMOVED(Duration.ofHours(24)),
    /// To the owners of an account that has a new owner.
    NEW_OWNER(Duration.ofHours(24)),
    /// To the user who made an API key.
    KEY_CREATED(Duration.ofHours(24)),
    /// To the same user, a week before the key expires.
    KEY_EXPIRES(Duration.ofDays(7)),
    /// To the owners of an account and the member who added a payout method.
    PAYOUT_METHOD_ADDED(Duration.ofHours(24)),
    /// The same of one that was removed.
    PAYOUT_METHOD_REMOVED(Duration.ofHours(24)),
    /// To the owners of an account whose payout was paid.
    PAYOUT_COMPLETED(Duration.ofHours(24)),
    /// The same of one that failed or was declined.
    PAYOUT_FAILED(Duration.ofHours(24)),
    /// To the owners of an account whose paid payout the bank gave back.
    PAYOUT_RETURNED(Duration.ofHours(24)),
    /// To the owners and the finance members of an advertiser.
    INVOICE_ISSUED(Duration.ofHours(24)),
    /// To the same members.
    CREDIT_NOTE_ISSUED(Duration.ofHours(24)),
    /// After wrong passwords or codes; once a day.
    SIGN_INS_REFUSED(Duration.ofHours(24)),
    /// To an administrator whose role or status was changed.
    ACCESS_CHANGED(Duration.ofHours(24)),
    /// To a user who was closed.
    USER_CLOSED(Duration.ofHours(24));

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final int MOST_IN_AN_HOUR = 5;

    private final Duration worth;

    MailKind(Duration worth) {
        this.worth = worth;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// How many a recipient gets within [#limited].
    int most() {
        return this == SIGN_INS_REFUSED ? 1 : MOST_IN_AN_HOUR;
    }

    /// The time to which the limit applies.
    Duration limited() {
        return this == SIGN_INS_REFUSED ? worth : AN_HOUR;
    }

    /// How long the message is useful. It is given up if it could not be sent within this time.
    public Duration worth() {
        return worth;
    }
}
