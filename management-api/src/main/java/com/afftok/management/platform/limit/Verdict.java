package com.afftok.management.platform.limit;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpHeaders;

/// Whether a request is within its limit, and what its client is told about it.
///
/// @param limit the burst, which `remaining` never exceeds
/// @param remaining requests that are free at this moment
/// @param reset when all of them are again, in epoch seconds
/// @param retryAfter seconds until the next one is, 0 for a request that is within the limit
public record Verdict(boolean allowed, int limit, long remaining, long reset, long retryAfter) {

    void tell(MutableHttpHeaders headers) {
        headers.set("X-RateLimit-Limit", Integer.toString(limit));
        headers.set("X-RateLimit-Remaining", Long.toString(remaining));
        headers.set("X-RateLimit-Reset", Long.toString(reset));
        if (!allowed) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
        }
    }
}
