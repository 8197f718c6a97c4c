package com.afftok.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/// Someone with a browser of their own, so that no click is another's duplicate.
final class Shopper {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http;
    private final String browser;

    Shopper(HttpClient http, int number) {
        this.http = http;
        this.browser =
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/131.0.%d.0 Safari/537.36".formatted(number);
    }

    HttpResponse<String> clicks(String link) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(link))
                        .timeout(PATIENCE)
                        .header("User-Agent", browser)
                        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                        .header("Accept-Language", "ar,en;q=0.8")
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /// The id of the click, if its redirect was received.
    Optional<String> triesToClick(String link) throws InterruptedException {
        try {
            HttpResponse<String> answer = clicks(link);
            return answer.statusCode() == 302
                    ? answer.headers().firstValue("X-Click-ID")
                    : Optional.empty();
        } catch (IOException edgeIsGone) {
            return Optional.empty();
        }
    }
}
