package com.afftok.edge.http;

import com.afftok.shared.error.ErrorCode;
import io.vertx.core.buffer.Buffer;

/// The page that a person sees in place of a redirect. It says what is known and needs nothing from
/// elsewhere, not even a style sheet.
final class ErrorPage {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%1$s</title>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            <p>%2$s</p>
            <p><small>%3$d &middot; %4$s &middot; %5$s</small></p>
            </main>
            </body>
            </html>
            """;

    private ErrorPage() {}

    /// Nothing in it comes from the request.
    static Buffer render(ErrorCode code, String requestId) {
        return Buffer.buffer(
                PAGE.formatted(
                        title(code.status()),
                        code.message(),
                        code.status(),
                        code.name(),
                        requestId));
    }

    private static String title(int status) {
        return switch (status) {
            case 403 -> "This link isn't available to you";
            case 404 -> "There is nothing here";
            case 405 -> "That isn't possible here";
            case 410 -> "This offer has ended";
            case 429 -> "Too many visits";
            default -> "Please try again in a moment";
        };
    }
}
