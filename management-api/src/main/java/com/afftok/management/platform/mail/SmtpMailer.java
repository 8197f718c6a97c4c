package com.afftok.management.platform.mail;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.config.CannotStart;
import com.afftok.shared.config.SmtpUrl;
import com.afftok.shared.config.TrustedCertificates;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends mails through an SMTP server, each over a connection of its own.
final class SmtpMailer implements Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpMailer.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// Limit of each answer and each write.
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int FIRST_PERMANENT = 500;

    private final SmtpUrl url;
    private final MailMessage messages;
    private final InstantSource clock;
    private final Session session;

    SmtpMailer(SmtpUrl url, ApiConfig.Mail config, InstantSource clock) {
        this.clock = clock;
        this.url = url;
        this.session = Session.getInstance(properties(url));
        this.messages = new MailMessage(session, config.from());
    }

    private static Properties properties(SmtpUrl url) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", url.host());
        properties.put("mail.smtp.port", Integer.toString(url.port()));
        properties.put("mail.smtp.connectiontimeout", Long.toString(CONNECT.toMillis()));
        properties.put("mail.smtp.timeout", Long.toString(ANSWER.toMillis()));
        properties.put("mail.smtp.writetimeout", Long.toString(ANSWER.toMillis()));
        properties.put("mail.smtp.auth", Boolean.toString(!url.user().isEmpty()));
        properties.put("mail.smtp.ssl.enable", Boolean.toString(url.tls() == SmtpUrl.Tls.ALWAYS));
        String startTls = Boolean.toString(url.tls() == SmtpUrl.Tls.STARTTLS);
        properties.put("mail.smtp.starttls.enable", startTls);
        properties.put("mail.smtp.starttls.required", startTls);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", sockets(url));
        // Otherwise a certificate that SMTP_CA does not cover is verified with Java's trust store.
        properties.put("mail.smtp.socketFactory.fallback", "false");
        return properties;
    }

    private static SSLSocketFactory sockets(SmtpUrl url) {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, TrustedCertificates.of(url.ca()).getTrustManagers(), null);
            return tls.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new CannotStart("SMTP_CA", "names certificates that can't be read", e);
        }
    }

    @Override
    public Duration longest() {
        return LONGEST;
    }

    @Override
    public void send(long id, String recipient, MailText text) throws NotSent {
        try {
            MimeMessage message = messages.of(id, recipient, text, clock.instant());
            Transport transport = session.getTransport("smtp");
            try {
                if (url.user().isEmpty()) {
                    transport.connect();
                } else {
                    transport.connect(url.user(), url.password());
                }
                transport.sendMessage(message, message.getAllRecipients());
            } finally {
                close(transport);
            }
        } catch (AddressException e) {
            throw new NotSent("the address is malformed", NotSent.Whose.RECIPIENT_FOR_EVER, e);
        } catch (AuthenticationFailedException e) {
            throw new NotSent("the mail server refused user and password", NotSent.Whose.SERVER, e);
        } catch (MessagingException e) {
            throw notSent(e);
        }
    }

    /// A failure has no effect: the server has already accepted or refused the mail.
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("the connection to the mail server was not closed properly", e);
        }
    }

    /// Contains the code of the server's answer and not its text, which may contain the address.
    private static NotSent notSent(MessagingException e) {
        for (Exception next = e; next instanceof MessagingException failed; ) {
            if (next instanceof SMTPAddressFailedException refused) {
                int code = refused.getReturnCode();
                return new NotSent(
                        "the mail server refused the recipient with " + code,
                        code >= FIRST_PERMANENT
                                ? NotSent.Whose.RECIPIENT_FOR_EVER
                                : NotSent.Whose.RECIPIENT,
                        e);
            }
            next = failed.getNextException();
        }
        if (e instanceof SMTPSendFailedException refused) {
            return new NotSent(
                    "the mail server refused the mail with " + refused.getReturnCode(),
                    NotSent.Whose.SERVER,
                    e);
        }
        Throwable cause = e.getCause();
        return new NotSent(
                "the mail server could not be reached: "
                        + (cause == null ? e : cause).getClass().getSimpleName(),
                NotSent.Whose.SERVER,
                e);
    }
}
