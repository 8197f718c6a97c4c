package com.afftok.management.platform.mail;

import com.afftok.management.platform.answer.Languages;
import io.micronaut.http.HttpRequest;
import java.util.Locale;

/// The languages that mails are written in.
public enum MailLanguage {
    EN,
    AR;

    /// The one that the client of a request prefers.
    public static MailLanguage of(HttpRequest<?> request) {
        return Languages.prefersArabic(request) ? AR : EN;
    }

    /// The one that the database knows by this label.
    public static MailLanguage of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
