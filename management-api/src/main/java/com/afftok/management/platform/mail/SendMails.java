package com.afftok.management.platform.mail;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.shared.config.SmtpUrl;
import com.afftok.shared.secret.CannotOpen;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends queued mails, within a second after they were queued. Any number of instances share them.
///
/// A mail that could not be sent is tried again after 10 s, and then after twice as long each time,
/// at most an hour, for as long as it is worth reading. A mail to a recipient whom the server
/// refuses is given up at once. A mail that was sent by an instance which died before it could say
/// so is sent twice, with the same Message-ID.
@Singleton
final class SendMails {

    private static final Logger LOG = LoggerFactory.getLogger(SendMails.class);

    /// Longer than a slow server takes.
    private static final Duration LEASE = Duration.ofMinutes(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int DOUBLINGS = 9;

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int FORGOTTEN_TOGETHER = 10_000;

    private final MailRepository mails;
    private final Mails texts;
    private final Mailer mailer;
    private final InstantSource clock;
    private boolean failing;
    private boolean databaseAway;

    SendMails(MailRepository mails, Mails texts, ApiConfig config, InstantSource clock) {
        this.mails = mails;
        this.texts = texts;
        this.mailer = mailer(config.mail(), clock);
        this.clock = clock;
    }

    private static Mailer mailer(ApiConfig.Mail config, InstantSource clock) {
        SmtpUrl smtp = config.smtp();
        return smtp == null ? new FileMailer(config, clock) : new SmtpMailer(smtp, config, clock);
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "250ms")
    void run() {
        try {
            List<Long> due;
            do {
                Instant now = clock.instant();
                due = mails.take(now, now.plus(LEASE));
                for (long id : due) {
                    mails.find(id).ifPresent(this::sendInTime);
                }
            } while (!due.isEmpty());
            databaseAway = false;
        } catch (DataAccessException | TransactionException e) {
            if (!databaseAway) {
                databaseAway = true;
                LOG.atWarn()
                        .addKeyValue("reason", e.getMessage())
                        .log("queued mails can't be read, trying again");
            }
        }
    }

    private void sendInTime(MailRow mail) {
        if (clock.instant().isBefore(mail.giveUpAt())) {
            send(mail);
        } else {
            giveUp(mail, "it could not be sent in time");
        }
    }

    private void send(MailRow mail) {
        try {
            mailer.send(mail.id(), mail.recipient(), texts.text(mail));
            mails.sent(mail.id(), clock.instant());
            if (failing) {
                failing = false;
                LOG.info("mails are sent again");
            }
        } catch (Mailer.NotSent e) {
            failed(mail, e);
        } catch (CannotOpen e) {
            giveUp(mail, "the text can't be opened with DATA_KEYS");
        }
    }

    private void failed(MailRow mail, Mailer.NotSent why) {
        Instant next = clock.instant().plus(pause(mail.attempts()));
        if (why.whose() == Mailer.NotSent.Whose.SERVER && !failing) {
            failing = true;
            LOG.atWarn()
                    .addKeyValue("reason", why.reason())
                    .log("mails can't be sent, trying again");
        }
        if (why.whose() == Mailer.NotSent.Whose.RECIPIENT_FOR_EVER
                || next.isAfter(mail.giveUpAt())) {
            giveUp(mail, why.reason());
        } else {
            mails.retry(mail.id(), next, why.reason());
        }
    }

    private static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void giveUp(MailRow mail, String reason) {
        mails.gaveUp(mail.id(), clock.instant(), reason);
        LOG.atWarn()
                .addKeyValue("mail", mail.id())
                .addKeyValue("kind", mail.kind())
                .addKeyValue("reason", reason)
                .log("a mail is given up");
    }

    /// Deletes mails a month after they ended.
    @Scheduled(initialDelay = "3m", fixedDelay = "1h")
    void forget() {
        try {
            Instant before = clock.instant().minus(KEPT);
            while (mails.forget(before, FORGOTTEN_TOGETHER) == FORGOTTEN_TOGETHER) {
                LOG.debug("more old mails to delete");
            }
        } catch (DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("old mails could not be deleted");
        }
    }
}
