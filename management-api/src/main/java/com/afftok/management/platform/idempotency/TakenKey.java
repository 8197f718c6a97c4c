package com.afftok.management.platform.idempotency;

import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;

/// A key held by a request in flight.
///
/// @param at when it was acquired, which distinguishes its holder from a later one
record TakenKey(String owner, String key, Instant at) {

    private static final String ATTRIBUTE = "com.afftok.idempotency";

    void keep(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static Optional<TakenKey> of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, TakenKey.class);
    }
}
