package com.afftok.management.platform.mail;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where the mails of a channel go: a server, or files.
interface Mailer {

    /// Longer than an attempt takes. If an instance has not said after this time whether it sent a
    /// mail, another one does.
    Duration longest();

    /// Returns when the mail was handed over.
    ///
    /// @param id of the mail, the same for each attempt
    void send(long id, String recipient, MailText text) throws NotSent;

    /// Why a mail was not handed over.
    final class NotSent extends Exception {

        /// What prevented it.
        enum Whose {
            /// The server, or the way to it: other mails will fail, too.
            SERVER,
            /// The recipient, for now.
            RECIPIENT,
            /// The recipient, and each further attempt would fail, too.
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
