package com.afftok.management.money.invoice;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Filters of the changes that an invoice sums up; null filters are ignored.
///
/// @param line restricts them to those of this line
@Introspected
record ChangeSearch(
        @QueryValue @Nullable Integer line,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    private static final List<String> KINDS =
            List.of("adjustments", "bonuses", "fee", "reversals", "sales");

    ChangeSearch {
        Fields fields = new Fields();
        fields.check(line == null || line > 0, "line", Problem.NOT_POSITIVE);
        Keyset.check(fields, cursor, Last::of, limit);
        fields.end();
    }

    /// The last change of the previous page.
    record Last(long entry, String kind) {

        static @Nullable Last of(@Nullable String cursor) {
            return Cursor.read(
                    cursor,
                    key -> {
                        Last last = new Last(key.number(0), key.word(1));
                        if (!KINDS.contains(last.kind())) {
                            throw new IllegalArgumentException("no kind");
                        }
                        return last;
                    });
        }
    }
}
