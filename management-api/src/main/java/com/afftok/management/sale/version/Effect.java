package com.afftok.management.sale.version;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// The time in which a version is in force, as in requests.
///
/// @param from null for now
/// @param until null for no end
public record Effect(@Nullable Instant from, @Nullable Instant until) {

    private static final String FROM = "effective_from";
    private static final String UNTIL = "effective_until";

    /// The times as the database stores them, with a problem for each that is wrong.
    public static Effect parsed(
            Fields fields, @Nullable Instant effectiveFrom, @Nullable Instant effectiveUntil) {
        Instant from = exact(fields.timeOrNull(FROM, effectiveFrom));
        Instant until = exact(fields.timeOrNull(UNTIL, effectiveUntil));
        fields.check(
                from == null || until == null || from.isBefore(until),
                UNTIL,
                Problem.NOT_AFTER_OTHER,
                FROM);
        return new Effect(from, until);
    }

    /// The effect of a change of terms. Their present beginning may be sent back; it is past, and
    /// the change begins now.
    public Effect ofChange(Version last, Instant now) {
        return from != null && from.equals(last.effectiveFrom()) && from.isBefore(now)
                ? new Effect(null, until)
                : this;
    }

    /// The effect from now on, with a problem for each time that is past.
    public Effect startingAt(Fields fields, Instant now) {
        fields.check(from == null || !from.isBefore(now), FROM, Problem.IN_PAST);
        fields.check(until == null || until.isAfter(now), UNTIL, Problem.NOT_IN_FUTURE);
        return new Effect(from == null ? now : from, until);
    }

    /// The beginning, after [#startingAt].
    public Instant start() {
        if (from == null) {
            throw new IllegalStateException("the beginning is not known yet");
        }
        return from;
    }

    private static @Nullable Instant exact(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }
}
