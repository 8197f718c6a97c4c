package com.afftok.management.money.earning;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Period;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Filters of a list of commissions; null filters are ignored.
@Introspected
record CommissionSearch(
        @QueryValue @Nullable Instant from,
        @QueryValue @Nullable Instant to,
        @QueryValue @Nullable String status,
        @QueryValue("offer_id") @Nullable Long offerId,
        @QueryValue("promoter_id") @Nullable Long promoterId,
        @QueryValue @Nullable String currency,
        @QueryValue @Nullable Integer level,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    private static final Set<String> STATUSES =
            Set.of("pending", "approved", "rejected", "reversed");
    private static final int LAST_LEVEL = 3;

    CommissionSearch {
        Fields fields = new Fields();
        Period.check(fields, from, to);
        fields.oneOfOrNull("status", status, STATUSES);
        fields.idOrNull("offer_id", offerId);
        fields.idOrNull("promoter_id", promoterId);
        fields.check(
                currency == null || Currency.find(currency).isPresent(),
                "currency",
                Problem.NOT_A_CURRENCY);
        fields.between("level", level, 0, LAST_LEVEL, 0);
        Keyset.check(fields, cursor, Last::of, limit);
        fields.end();
    }

    /// The last commission of the previous page.
    record Last(Instant at, long conversion, int level) {

        static @Nullable Last of(@Nullable String cursor) {
            return Cursor.read(
                    cursor,
                    key -> new Last(key.time(0), key.number(1), Math.toIntExact(key.number(2))));
        }
    }
}
