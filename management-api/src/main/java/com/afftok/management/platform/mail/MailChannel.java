package com.afftok.management.platform.mail;

import java.util.Locale;

/// The ways to people. Each has a lane of its own in the queue.
public enum MailChannel {
    /// To mail addresses.
    MAIL,
    /// To phone numbers, as the next.
    SMS,
    WHATSAPP;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
