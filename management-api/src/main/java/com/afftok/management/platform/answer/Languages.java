package com.afftok.management.platform.answer;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Locale;

/// The language that a client prefers.
public final class Languages {

    private static final List<String> SPOKEN = List.of("en", "ar");

    private Languages() {}

    /// English is the default, also for an invalid `Accept-Language`.
    public static boolean prefersArabic(HttpRequest<?> request) {
        String accepted = request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE);
        if (accepted == null) {
            return false;
        }
        try {
            return "ar".equals(Locale.lookupTag(Locale.LanguageRange.parse(accepted), SPOKEN));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
