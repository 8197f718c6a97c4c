package com.afftok.edge.webhook.delivery;

import org.jspecify.annotations.Nullable;

/// How long a receiver asks to be left alone: the form in seconds, within bounds. Dates, which
/// nobody sends to programs, are ignored.
final class RetryAfter {

    private static final long MOST = 3600;
    private static final int MAX_DIGITS = 9;

    private RetryAfter() {}

    static long seconds(@Nullable String header) {
        if (header == null || header.isEmpty() || header.length() > MAX_DIGITS) {
            return 0;
        }
        return header.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Math.min(MOST, Long.parseLong(header))
                : 0;
    }
}
