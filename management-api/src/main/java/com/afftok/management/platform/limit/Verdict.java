package com.afftok.management.platform.limit;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpHeaders;

/// Whether a request is within its limit, and the values of its rate limit headers.
///
/// @param limit the burst, the maximum of `remaining`
/// @param remaining requests allowed at this moment
/// @param reset when the bucket is full again, in epoch seconds
/// @param retryAfter seconds until the next request is allowed; 0 if this one is
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
