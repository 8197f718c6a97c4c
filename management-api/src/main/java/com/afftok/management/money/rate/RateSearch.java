package com.afftok.management.money.rate;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Filters of a list of rates; null filters are ignored.
///
/// @param currency the base or the quote
@Introspected
record RateSearch(
        @QueryValue @Nullable LocalDate from,
        @QueryValue @Nullable LocalDate to,
        @QueryValue @Nullable String currency,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;

    RateSearch {
        Fields fields = new Fields();
        checkYear(fields, "from", from);
        checkYear(fields, "to", to);
        fields.check(
                        from == null || to == null || !to.isBefore(from),
                        "to",
                        Problem.BEFORE_OTHER,
                        "from")
                .check(
                        currency == null || Currency.find(currency).isPresent(),
                        "currency",
                        Problem.NOT_A_CURRENCY);
        Keyset.check(fields, cursor, Last::of, limit);
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

    /// The last rate of the previous page.
    record Last(LocalDate day, String base, String quote) {

        static @Nullable Last of(@Nullable String cursor) {
            return Cursor.read(
                    cursor,
                    key -> new Last(LocalDate.parse(key.word(0)), key.word(1), key.word(2)));
        }
    }
}
