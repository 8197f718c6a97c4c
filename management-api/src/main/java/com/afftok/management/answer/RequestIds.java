package com.afftok.management.answer;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Gives each request the name under which its answer and its log lines are found.
///
/// A name that the client sends is not taken over: whoever could choose it could hide behind the
/// name of another request.
@Singleton
public final class RequestIds {

    private static final String ATTRIBUTE = "com.afftok.request-id";
    private static final int RANDOM_BYTES = 12;

    private final SecureRandom random;

    RequestIds(SecureRandom random) {
        this.random = random;
    }

    /// The same id for the same request, however often it is asked for.
    public String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> name(request));
    }

    private String name(HttpRequest<?> request) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String id = "req_" + HexFormat.of().formatHex(bytes);
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }
}
