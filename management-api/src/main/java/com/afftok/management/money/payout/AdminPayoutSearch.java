package com.afftok.management.money.payout;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Filters of the list of all payouts; null filters are ignored.
///
/// @param from the earliest time of the request
/// @param to exclusive
@Introspected
record AdminPayoutSearch(
        @QueryValue @Nullable String status,
        @QueryValue @Nullable String currency,
        @QueryValue @Nullable String method,
        @QueryValue("promoter_id") @Nullable Long promoterId,
        @QueryValue("batch_id") @Nullable Long batchId,
        @QueryValue @Nullable Instant from,
        @QueryValue @Nullable Instant to,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    AdminPayoutSearch {
        Fields fields = new Fields();
        fields.oneOfOrNull("status", status, PayoutSearch.STATUSES);
        fields.check(
                currency == null || Currency.find(currency).isPresent(),
                "currency",
                Problem.NOT_A_CURRENCY);
        fields.oneOfOrNull("method", method, PayoutSearch.METHODS);
        fields.idOrNull("promoter_id", promoterId);
        fields.idOrNull("batch_id", batchId);
        fields.timeOrNull("from", from);
        fields.timeOrNull("to", to);
        if (from != null && to != null) {
            fields.check(from.isBefore(to), "from", Problem.NOT_BEFORE_OTHER, "to");
        }
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }
}
