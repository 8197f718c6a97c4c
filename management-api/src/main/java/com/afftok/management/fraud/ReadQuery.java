package com.afftok.management.fraud;

import com.afftok.management.answer.Checks;
import io.micronaut.http.HttpParameters;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the query of one request: what is absent is null, what is wrong is noted and null, too.
final class ReadQuery {

    private static final Pattern NUMBER = Pattern.compile("(?!0+$)[0-9]{1,18}");
    private static final Pattern SCORE = Pattern.compile("0(\\.[0-9]{1,2})?|1(\\.0{1,2})?");
    private static final int LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    private final HttpParameters query;
    private final Checks checks;

    ReadQuery(HttpParameters query, Checks checks) {
        this.query = query;
        this.checks = checks;
    }

    @Nullable String text(String name) {
        String value = query.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    @Nullable String oneOf(String name, Collection<String> words) {
        String value = text(name);
        if (value != null && !words.contains(value)) {
            checks.that(false, name, "must be one of " + String.join(", ", words));
            return null;
        }
        return value;
    }

    @Nullable Long id(String name) {
        String value = text(name);
        if (value != null && !NUMBER.matcher(value).matches()) {
            checks.that(false, name, "must be a positive whole number");
            return null;
        }
        return value == null ? null : Long.valueOf(value);
    }

    @Nullable Boolean flag(String name) {
        String value = oneOf(name, List.of("true", "false"));
        return value == null ? null : Boolean.valueOf(value);
    }

    @Nullable Instant time(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(value).toInstant();
            checks.that(isOfOurTime(time), name, "must be a time from 2000 to 2400");
            return time;
        } catch (DateTimeException e) {
            checks.that(false, name, "must be an RFC 3339 time");
            return null;
        }
    }

    /// A score from 0 to 1, in hundredths.
    int score(String name, int otherwise) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        if (!SCORE.matcher(value).matches()) {
            checks.that(false, name, "must be a number from 0 to 1 with at most two decimals");
            return otherwise;
        }
        return new BigDecimal(value).movePointRight(2).intValueExact();
    }

    /// How many are to be shown at a time.
    int limit() {
        Long limit = id("limit");
        checks.that(
                limit == null || (limit >= 1 && limit <= MAX_LIMIT),
                "limit",
                "must be from 1 to " + MAX_LIMIT);
        return limit == null ? LIMIT : (int) Math.min(limit, MAX_LIMIT);
    }

    /// What the database can hold and a click can have.
    static boolean isOfOurTime(Instant time) {
        return time.isAfter(Instant.parse("1999-12-31T23:59:59Z"))
                && time.isBefore(Instant.parse("2400-01-01T00:00:00Z"));
    }
}
