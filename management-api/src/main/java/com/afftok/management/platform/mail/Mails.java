package com.afftok.management.platform.mail;

import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// Adds mails to the queue, from which [SendMails] sends them.
@Singleton
public final class Mails {

    private final MailRepository mails;
    private final SealSecrets seal;
    private final InstantSource clock;

    Mails(MailRepository mails, SealSecrets seal, InstantSource clock) {
        this.mails = mails;
        this.seal = seal;
        this.clock = clock;
    }

    /// Queues a mail to the confirmed address of a user, if there is one, in the transaction of the
    /// caller.
    public void tell(Recipient user, MailKind kind, Map<String, String> values) {
        String address = user.confirmedAddress();
        if (address != null) {
            add(kind, address, MailLanguage.of(user.language()), values);
        }
    }

    /// Queues a mail in the transaction of the caller.
    ///
    /// @return false if the mail was not queued, because too many mails of the kind were queued for
    ///   the recipient lately, or 100,000 mails are queued
    public boolean add(
            MailKind kind, String recipient, MailLanguage language, Map<String, String> values) {
        return add(kind, MailChannel.MAIL, recipient, language, values, true, kind.most());
    }

    /// Queues a code for a phone in the transaction of the caller, who limits codes.
    ///
    /// @param due false if the message must not be sent, but the duration of the call must not
    ///   reveal that
    /// @return false if the message was not queued, because 100,000 messages are queued
    public boolean addCode(
            MailChannel channel,
            String recipient,
            MailLanguage language,
            String code,
            boolean due) {
        return add(
                MailKind.PHONE_CODE,
                channel,
                recipient,
                language,
                Map.of("code", code),
                due,
                Integer.MAX_VALUE);
    }

    private boolean add(
            MailKind kind,
            MailChannel channel,
            String recipient,
            MailLanguage language,
            Map<String, String> values,
            boolean due,
            int most) {
        Instant now = clock.instant();
        byte[] text = MailText.of(kind, language, values).bytes();
        return mails.add(
                        kind.label(),
                        channel.label(),
                        recipient,
                        seal.seal(text, place(recipient)),
                        due,
                        now.plus(kind.worth()),
                        now.minus(kind.limited()),
                        most)
                == 1;
    }

    /// Opens the sealed text of a mail. The seal includes the recipient, so that a text can't be
    /// sent to another recipient by a change of its row.
    MailText text(MailRow mail) {
        return MailText.of(seal.open(mail.message(), place(mail.recipient())));
    }

    private static SecretPlace place(String recipient) {
        return new SecretPlace("mails", 0, recipient);
    }
}
