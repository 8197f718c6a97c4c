package com.afftok.edge.http;

import static java.util.Objects.requireNonNull;

import com.afftok.shared.error.ErrorCode;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/// The page that a browser shows in place of a redirect, in the visitor's language and without
/// resources of other hosts.
final class ErrorPage {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="%1$s" dir="%2$s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            <title>%3$s</title>
            <link rel="stylesheet" href="%7$s">
            </head>
            <body>
            <main>
            <h1>%3$s</h1>
            <p>%4$s</p>
            <p class="trace" dir="ltr">%5$d &middot; %6$s &middot; \
            """;
    private static final byte[] END =
            """
            </p>
            </main>
            </body>
            </html>
            """
                    .getBytes(StandardCharsets.UTF_8);

    private static final Map<PageLanguage, Map<ErrorCode, byte[]>> BEGINNINGS = beginnings();

    private ErrorPage() {}

    /// Of the request it contains the id alone, which has no characters with a meaning in HTML.
    static Buffer render(ErrorCode code, String requestId, PageLanguage language) {
        byte[] beginning = requireNonNull(requireNonNull(BEGINNINGS.get(language)).get(code));
        return Buffer.buffer(beginning.length + requestId.length() + END.length)
                .appendBytes(beginning)
                .appendString(requestId)
                .appendBytes(END);
    }

    private static Map<PageLanguage, Map<ErrorCode, byte[]>> beginnings() {
        Map<PageLanguage, Map<ErrorCode, byte[]>> all = new EnumMap<>(PageLanguage.class);
        for (PageLanguage language : PageLanguage.values()) {
            Map<ErrorCode, byte[]> pages = new EnumMap<>(ErrorCode.class);
            for (ErrorCode code : ErrorCode.values()) {
                pages.put(code, beginning(code, language).getBytes(StandardCharsets.UTF_8));
            }
            all.put(language, pages);
        }
        return all;
    }

    private static String beginning(ErrorCode code, PageLanguage language) {
        PageWords words = PageWords.of(code, language);
        return PAGE.formatted(
                language.tag,
                language.direction,
                words.title(),
                words.text(),
                code.status(),
                code.name(),
                ErrorStyle.PATH);
    }
}
