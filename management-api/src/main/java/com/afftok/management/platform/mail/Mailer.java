package com.afftok.management.platform.mail;

/// Where mails go: an SMTP server, or files.
interface Mailer {

    /// Returns when the mail was handed over.
    ///
    /// @param id of the mail, the same for each attempt
    void send(long id, String recipient, MailText text) throws NotSent;

    /// Why a mail was not handed over.
    final class NotSent extends Exception {

        private final boolean permanent;

        /// @param permanent whether another attempt would fail, too
        NotSent(String reason, boolean permanent, Throwable cause) {
            super(reason, cause);
            this.permanent = permanent;
        }

        boolean isPermanent() {
            return permanent;
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
