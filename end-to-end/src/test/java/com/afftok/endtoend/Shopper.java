package com.afftok.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A shopper with its own browser and address, so that no click is a duplicate or over a limit. The
/// edge takes the address from `X-Forwarded-For`, because it trusts the proxy.
final class Shopper {

    /// Makes the edge trust shoppers on this machine as proxies.
    static final Map<String, String> TRUSTED = Map.of("TRUSTED_PROXIES", "127.0.0.1");

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String CHROME =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/141.0.0.0 Safari/537.36";

    private final HttpClient http;
    private final String address;

    Shopper(HttpClient http, int number) {
        this.http = http;
        this.address = "188.54.%d.%d".formatted(number >> 8 & 255, number & 255);
    }

    HttpResponse<String> clicks(String link) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(link))
                        .timeout(PATIENCE)
                        .header("User-Agent", CHROME)
                        .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                        .header("Accept-Language", "ar-SA,ar;q=0.9,en;q=0.8")
                        .header("X-Forwarded-For", address)
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
