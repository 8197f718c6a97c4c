package com.afftok.management.platform.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/// Creates the MIME messages of mails.
final class MailMessage {

    private final Session session;
    private final InternetAddress from;

    MailMessage(Session session, InternetAddress from) {
        this.session = session;
        this.from = from;
    }

    /// @throws jakarta.mail.internet.AddressException if no mail can be sent to the recipient
    MimeMessage of(long id, String recipient, MailText text, Instant now)
            throws MessagingException {
        MimeMessage message = new Identified(session, id, domain());
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient, true));
        message.setSubject(text.subject(), StandardCharsets.UTF_8.name());
        message.setText(text.text(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(now));
        // RFC 3834: prevents automatic replies
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    private String domain() {
        String address = from.getAddress();
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /// Has the same Message-ID in each attempt, so that servers can recognize a repeated mail.
    private static final class Identified extends MimeMessage {

        private final String messageId;

        Identified(Session session, long id, String domain) {
            super(session);
            this.messageId = "<afftok-mail-%d@%s>".formatted(id, domain);
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
