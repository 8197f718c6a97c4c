package com.afftok.management.insight.metric;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.InvalidRequest;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A range of days in UTC, both included.
record Days(LocalDate from, LocalDate to) {

    private static final int MOST_DAYS = 400;
    private static final int USUAL_DAYS = 30;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    @Introspected
    record Query(
            @QueryValue @Nullable LocalDate from,
            @QueryValue @Nullable LocalDate to,
            @QueryValue @Nullable String display) {

        Query {
            Fields fields = new Fields();
            checkYear(fields, "from", from);
            checkYear(fields, "to", to);
            fields.check(
                    display == null || Currency.find(display).isPresent(),
                    "display",
                    Problem.NOT_A_CURRENCY);
            fields.end();
        }

        private static void checkYear(Fields fields, String field, @Nullable LocalDate day) {
            fields.check(
                    day == null || (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR),
                    field,
                    Problem.OUT_OF_RANGE,
                    FIRST_YEAR,
                    LAST_YEAR);
        }
    }

    /// The requested days; by default the last 30 days.
    ///
    /// @throws InvalidRequest if there are too many or none
    static Days of(Query query, LocalDate today) {
        LocalDate last = Objects.requireNonNullElse(query.to(), today);
        LocalDate first =
                Objects.requireNonNullElseGet(query.from(), () -> last.minusDays(USUAL_DAYS - 1L));
        Days days = new Days(first, last);
        Fields fields = new Fields();
        fields.check(!last.isBefore(first), "to", Problem.BEFORE_OTHER, "from")
                .check(days.count() <= MOST_DAYS, "from", Problem.TOO_FAR_APART, MOST_DAYS, "to");
        fields.end();
        return days;
    }

    Instant begin() {
        return from.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// The end of the last day.
    Instant end() {
        return to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private long count() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }
}
