package com.afftok.management.metric;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Days in UTC, from the first to the last.
record Days(LocalDate from, LocalDate to) {

    private static final int MOST_DAYS = 400;
    private static final LocalDate FIRST = LocalDate.EPOCH;
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
    private static final String KEPT = "must be from the years 1970 to 9999";

    List<Failure.Detail> problems() {
        Checks checks = new Checks().that(isKept(from), "from", KEPT).that(isKept(to), "to", KEPT);
        return checks.found()
                ? checks.problems()
                : checks.that(!to.isBefore(from), "to", "must not be before from")
                        .that(
                                days() <= MOST_DAYS,
                                "from",
                                "must not be more than %d days up to to".formatted(MOST_DAYS))
                        .problems();
    }

    Instant begin() {
        return from.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// When it is over.
    Instant end() {
        return to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    private static boolean isKept(LocalDate day) {
        return !day.isBefore(FIRST) && !day.isAfter(LAST);
    }
}
