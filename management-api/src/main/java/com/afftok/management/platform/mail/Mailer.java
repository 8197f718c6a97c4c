package com.afftok.management.platform.mail;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Sends the mails of a channel to a server, or writes them to files.
interface Mailer {

    /// The lease of a mail: longer than an attempt can take. If an instance has not recorded the
    /// result of its attempt after this time, another instance sends the mail.
    Duration longest();

    /// Returns after the server has accepted the mail, or the file is written.
    ///
    /// @param id of the mail, the same for each attempt
    void send(long id, String recipient, MailText text) throws NotSent;

    /// The reason why a mail was not sent.
    final class NotSent extends Exception {

        /// The cause of the failure.
        enum Whose {
            /// The server or the connection to it: other mails fail, too.
            SERVER,
            /// The recipient, temporarily.
            RECIPIENT,
            /// The recipient, permanently: further attempts would fail, too.
            RECIPIENT_FOR_EVER
        }

        private final Whose whose;

        NotSent(String reason, Whose whose, @Nullable Throwable cause) {
            super(reason, cause);
            this.whose = whose;
        }

        Whose whose() {
            return whose;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
