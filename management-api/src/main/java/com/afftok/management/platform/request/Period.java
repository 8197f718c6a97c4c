package com.afftok.management.platform.request;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A period of time: by default the last 30 days, at most 400 days.
///
/// @param to exclusive
public record Period(Instant from, Instant to) {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final int MOST_DAYS = 400;

    public static void check(Fields fields, @Nullable Instant from, @Nullable Instant to) {
        fields.timeOrNull("from", from);
        fields.timeOrNull("to", to);
        if (from != null && to != null) {
            checkOrder(fields, from, to);
        }
    }

    private static void checkOrder(Fields fields, Instant from, Instant to) {
        fields.check(from.isBefore(to), "from", Problem.NOT_BEFORE_OTHER, "to")
                .check(
                        Duration.between(from, to).compareTo(Duration.ofDays(MOST_DAYS)) <= 0,
                        "from",
                        Problem.TOO_FAR_APART,
                        MOST_DAYS,
                        "to");
    }

    /// The parameters, after [#check].
    ///
    /// @throws InvalidRequest if it has no end and begins in the future or too long ago
    public static Period of(@Nullable Instant from, @Nullable Instant to, Instant now) {
        // The clock of an edge may be slightly ahead of this one.
        Instant end = to == null ? now.plus(Duration.ofMinutes(1)) : to;
        Instant begin = from == null ? end.minus(USUAL) : from;
        Fields fields = new Fields();
        checkOrder(fields, begin, end);
        fields.end();
        return new Period(begin, end);
    }
}
