package com.afftok.management.money.statement;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Filters of the changes that a statement sums up; null filters are ignored.
@Introspected
record ChangeSearch(
        @QueryValue @Nullable String kind,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    /// In the order of a statement's lines.
    static final List<String> KINDS =
            List.of(
                    "adjustment",
                    "bonus",
                    "commission",
                    "commission_reversal",
                    "payout",
                    "payout_failure",
                    "payout_return",
                    "referral",
                    "referral_reversal");

    ChangeSearch {
        Fields fields = new Fields();
        fields.oneOfOrNull("kind", kind, KINDS);
        Keyset.check(fields, cursor, Last::of, limit);
        fields.end();
    }

    /// The last change of the previous page.
    record Last(long entry, int line) {

        static @Nullable Last of(@Nullable String cursor) {
            return Cursor.read(
                    cursor, key -> new Last(key.number(0), Math.toIntExact(key.number(1))));
        }
    }
}
