package com.afftok.management.platform.mail;

import com.afftok.management.platform.answer.Languages;
import io.micronaut.http.HttpRequest;
import java.util.Locale;

/// The languages of mails and messages.
public enum MailLanguage {
    EN,
    AR;

    /// The language that the client of a request prefers.
    public static MailLanguage of(HttpRequest<?> request) {
        return Languages.prefersArabic(request) ? AR : EN;
    }

    /// The language with a label.
    public static MailLanguage of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
