package com.afftok.management.platform.mail;

import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// Queues mails. [SendMails] sends them.
@Singleton
public final class Mails {

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final int MOST_IN_AN_HOUR = 5;

    private final MailRepository mails;
    private final SealSecrets seal;
    private final InstantSource clock;

    Mails(MailRepository mails, SealSecrets seal, InstantSource clock) {
        this.mails = mails;
        this.seal = seal;
        this.clock = clock;
    }

    /// Queues a mail in the transaction of the caller.
    ///
    /// @return false where it was not queued: five of the kind were queued for the recipient within
    ///   the hour, or 100,000 mails wait
    public boolean add(
            MailKind kind, String recipient, MailLanguage language, Map<String, String> values) {
        return add(kind, MailChannel.MAIL, recipient, language, values, true);
    }

    /// As above, to a phone.
    ///
    /// @param due false if nothing is to be sent, where the time must not show it
    public boolean add(
            MailKind kind,
            MailChannel channel,
            String recipient,
            MailLanguage language,
            Map<String, String> values,
            boolean due) {
        Instant now = clock.instant();
        byte[] text = MailText.of(kind, language, values).bytes();
        return mails.add(
                        kind.label(),
                        channel.label(),
                        recipient,
                        seal.seal(text, place(recipient)),
                        due,
                        now.plus(kind.worth()),
                        now.minus(AN_HOUR),
                        MOST_IN_AN_HOUR)
                == 1;
    }

    /// The text opens for its recipient alone, so that whoever changes the row sends it to nobody
    /// else.
    MailText text(MailRow mail) {
        return MailText.of(seal.open(mail.message(), place(mail.recipient())));
    }

    private static SecretPlace place(String recipient) {
        return new SecretPlace("mails", 0, recipient);
    }
}
