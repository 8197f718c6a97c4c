package com.afftok.edge.limit;

import com.afftok.edge.limit.RateLimits.RateLimit;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/// The headers that describe a rate limit.
public final class RateHeaders {

    private static final AsciiString LIMIT = AsciiString.cached("X-RateLimit-Limit");
    private static final AsciiString REMAINING = AsciiString.cached("X-RateLimit-Remaining");
    private static final AsciiString RESET = AsciiString.cached("X-RateLimit-Reset");

    private RateHeaders() {}

    /// Adds none if there is no limit.
    public static void put(MultiMap headers, RateLimit limit, long nowMillis) {
        if (limit.limit() == 0) {
            return;
        }
        headers.set(LIMIT, Integer.toString(limit.limit()))
                .set(REMAINING, Integer.toString(limit.left()))
                .set(RESET, Long.toString(seconds(nowMillis + limit.fullAfterMillis())));
        if (!limit.allowed()) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds(limit.retryAfterMillis())));
        }
    }

    private static long seconds(long millis) {
        return Math.ceilDiv(millis, 1000L);
    }
}
