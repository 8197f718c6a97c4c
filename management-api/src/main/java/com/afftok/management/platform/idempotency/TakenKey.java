package com.afftok.management.platform.idempotency;

import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.util.Optional;

/// A key that a request holds while it is done.
///
/// @param at when it was taken, which tells its holder from one who takes it later
record TakenKey(String owner, String key, Instant at) {

    private static final String ATTRIBUTE = "com.afftok.idempotency";

    void keep(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    static Optional<TakenKey> of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, TakenKey.class);
    }
}
