package com.afftok.management.platform.answer;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The language that a client prefers.
public final class Languages {

    private static final List<String> SPOKEN = List.of("en", "ar");

    private Languages() {}

    /// English is the default, also for an invalid `Accept-Language`.
    public static boolean prefersArabic(HttpRequest<?> request) {
        return preferred(request).filter("ar"::equals).isPresent();
    }

    /// `en` or `ar`; empty if `Accept-Language` names neither, or is invalid.
    public static Optional<String> preferred(HttpRequest<?> request) {
        String accepted = request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE);
        if (accepted == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    Locale.lookupTag(Locale.LanguageRange.parse(accepted), SPOKEN));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
