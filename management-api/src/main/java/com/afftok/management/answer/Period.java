package com.afftok.management.answer;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A stretch of time that is asked about: the last 30 days unless the request says otherwise, and
/// 400 days at most.
///
/// @param to is not part of it
public record Period(Instant from, Instant to) {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /// Reads `from` and `to` and notes what is wrong with them; then it is the usual period.
    public static Period of(
            @Nullable Instant from, @Nullable Instant to, Instant now, Checks checks) {
        checks.that(isSensible(from), "from", "must be between 2000 and 2200")
                .that(isSensible(to), "to", "must be between 2000 and 2200");
        // A click of this very moment may carry a time that is a little ahead of this clock.
        Instant end = to == null || !isSensible(to) ? now.plus(Duration.ofMinutes(1)) : to;
        Instant begin = from == null || !isSensible(from) ? end.minus(USUAL) : from;
        checks.that(begin.isBefore(end), "from", "must be before to")
                .that(
                        Duration.between(begin, end).compareTo(LONGEST) <= 0,
                        "from",
                        "must be at most 400 days before to");
        return checks.found() ? new Period(end.minus(USUAL), end) : new Period(begin, end);
    }

    private static boolean isSensible(@Nullable Instant time) {
        return time == null || (time.isAfter(EARLIEST) && time.isBefore(LATEST));
    }
}
