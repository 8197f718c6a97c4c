package com.afftok.management.money.margin;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Period;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Filters of the postings of the platform; null filters are ignored.
@Introspected
record PostingSearch(
        @QueryValue @Nullable Instant from,
        @QueryValue @Nullable Instant to,
        @QueryValue @Nullable String currency,
        @QueryValue("advertiser_id") @Nullable Long advertiserId,
        @QueryValue("offer_id") @Nullable Long offerId,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    PostingSearch {
        Fields fields = new Fields();
        Period.check(fields, from, to);
        fields.check(
                currency == null || Currency.find(currency).isPresent(),
                "currency",
                Problem.NOT_A_CURRENCY);
        fields.idOrNull("advertiser_id", advertiserId);
        fields.idOrNull("offer_id", offerId);
        Keyset.check(fields, cursor, Last::of, limit);
        fields.end();
    }

    /// The last posting of the previous page.
    record Last(Instant at, long entry, int line) {

        static @Nullable Last of(@Nullable String cursor) {
            return Cursor.read(
                    cursor,
                    key -> new Last(key.time(0), key.number(1), Math.toIntExact(key.number(2))));
        }
    }
}
