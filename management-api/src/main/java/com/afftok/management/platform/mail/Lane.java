package com.afftok.management.platform.mail;

import com.afftok.management.platform.health.Readiness;
import com.afftok.shared.secret.CannotOpen;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.exceptions.TransactionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the queued messages of one channel, one after the other.
///
/// A message that could not be sent is retried after 10 s. Each further pause is twice as long, at
/// most an hour. Retries end when the message is no longer useful. A message is given up
/// immediately if the server refuses its recipient permanently. If an instance crashes after it has
/// sent a message and before it has recorded that, the message is sent twice.
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final String CHANNEL = "channel";

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int DOUBLINGS = 9;

    private final MailChannel channel;
    private final Mailer mailer;
    private final MailRepository mails;
    private final Mails texts;
    private final Readiness readiness;
    private final InstantSource clock;
    private boolean failing;
    private boolean databaseAway;

    Lane(
            MailChannel channel,
            Mailer mailer,
            MailRepository mails,
            Mails texts,
            Readiness readiness,
            InstantSource clock) {
        this.channel = channel;
        this.mailer = mailer;
        this.mails = mails;
        this.texts = texts;
        this.readiness = readiness;
        this.clock = clock;
    }

    /// Sends all messages that are due, while the process serves: a backlog doesn't delay its
    /// shutdown.
    void run() {
        try {
            boolean more = readiness.isReady();
            while (more) {
                Instant now = clock.instant();
                List<Long> due = mails.take(channel.label(), now, now.plus(mailer.longest()));
                for (long id : due) {
                    mails.find(id).ifPresent(this::sendInTime);
                }
                more = !due.isEmpty() && readiness.isReady();
            }
            databaseAway = false;
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            if (!databaseAway) {
                databaseAway = true;
                LOG.atWarn()
                        .addKeyValue(CHANNEL, channel.label())
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
                LOG.atInfo().addKeyValue(CHANNEL, channel.label()).log("mails are sent again");
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
                    .addKeyValue(CHANNEL, channel.label())
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
                .addKeyValue(CHANNEL, channel.label())
                .addKeyValue("mail", mail.id())
                .addKeyValue("kind", mail.kind())
                .addKeyValue("reason", reason)
                .log("a mail is given up");
    }
}
