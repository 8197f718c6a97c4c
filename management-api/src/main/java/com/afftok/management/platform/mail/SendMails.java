package com.afftok.management.platform.mail;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.health.Readiness;
import com.afftok.shared.config.MessageGateway;
import com.afftok.shared.config.SmtpUrl;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends queued mails within a second. Several instances may send from the same queue.
///
/// Each channel has its own [Lane], so that a slow mail server does not delay messages to phones.
@Singleton
final class SendMails {

    private static final Logger LOG = LoggerFactory.getLogger(SendMails.class);

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int FORGOTTEN_TOGETHER = 10_000;

    private final MailRepository mails;
    private final InstantSource clock;
    private final Lane mail;
    private final Lane sms;
    private final Lane whatsApp;

    SendMails(
            MailRepository mails,
            Mails texts,
            ApiConfig config,
            Readiness readiness,
            InstantSource clock) {
        this.mails = mails;
        this.clock = clock;
        ApiConfig.Mail how = config.mail();
        this.mail = new Lane(MailChannel.MAIL, mailer(how, clock), mails, texts, readiness, clock);
        this.sms =
                new Lane(
                        MailChannel.SMS,
                        mailer(how.sms(), how, ".sms", "SMS_GATEWAY", clock),
                        mails,
                        texts,
                        readiness,
                        clock);
        this.whatsApp =
                new Lane(
                        MailChannel.WHATSAPP,
                        mailer(how.whatsApp(), how, ".whatsapp", "WHATSAPP_GATEWAY", clock),
                        mails,
                        texts,
                        readiness,
                        clock);
    }

    private static Mailer mailer(ApiConfig.Mail config, InstantSource clock) {
        SmtpUrl smtp = config.smtp();
        return smtp == null
                ? FileMailer.ofMails(config, clock)
                : new SmtpMailer(smtp, config, clock);
    }

    private static Mailer mailer(
            @Nullable MessageGateway gateway,
            ApiConfig.Mail config,
            String ending,
            String setting,
            InstantSource clock) {
        return gateway == null
                ? FileMailer.ofMessages(config.folder(), ending, setting, clock)
                : new GatewayMailer(gateway);
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "250ms")
    void runMail() {
        mail.run();
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "250ms")
    void runSms() {
        sms.run();
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "250ms")
    void runWhatsApp() {
        whatsApp.run();
    }

    /// Deletes mails thirty days after they were sent or given up.
    @Scheduled(initialDelay = "3m", fixedDelay = "1h")
    void forget() {
        try {
            Instant before = clock.instant().minus(KEPT);
            while (mails.forget(before, FORGOTTEN_TOGETHER) == FORGOTTEN_TOGETHER) {
                LOG.debug("more old mails to delete");
            }
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("old mails could not be deleted");
        }
    }
}
