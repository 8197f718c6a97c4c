package com.afftok.management.platform.mail;

import java.util.Locale;

/// The channels by which messages are sent. Each has its own [Lane].
public enum MailChannel {
    /// Mail.
    MAIL,
    /// Text messages to phones.
    SMS,
    /// WhatsApp messages to phones.
    WHATSAPP;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
