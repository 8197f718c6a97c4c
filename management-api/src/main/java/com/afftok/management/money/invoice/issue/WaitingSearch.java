package com.afftok.management.money.invoice.issue;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import org.jspecify.annotations.Nullable;

/// Filters of the list of invoices that wait; null filters are ignored.
@Introspected
record WaitingSearch(
        @QueryValue("advertiser_id") @Nullable Long advertiserId,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    WaitingSearch {
        Fields fields = new Fields();
        fields.idOrNull("advertiser_id", advertiserId);
        Keyset.check(fields, cursor, Last::of, limit);
        fields.end();
    }

    /// The last one of the previous page.
    record Last(int position, long advertiser, String currency) {

        static @Nullable Last of(@Nullable String cursor) {
            return Cursor.read(
                    cursor,
                    key -> {
                        if (key.number(0) > Integer.MAX_VALUE) {
                            throw new IllegalArgumentException("no month");
                        }
                        return new Last((int) key.number(0), key.number(1), key.word(2));
                    });
        }

        static Last of(Waiting row) {
            return new Last(row.position(), row.advertiserId(), row.currency());
        }
    }
}
