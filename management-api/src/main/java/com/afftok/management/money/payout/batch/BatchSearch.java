package com.afftok.management.money.payout.batch;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Filters of a list of batches; null filters are ignored.
@Introspected
record BatchSearch(
        @QueryValue @Nullable String status,
        @QueryValue @Nullable String currency,
        @QueryValue @Nullable String method,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    private static final Set<String> STATUSES = Set.of("open", "settled", "cancelled");

    BatchSearch {
        Fields fields = new Fields();
        fields.oneOfOrNull("status", status, STATUSES);
        fields.check(
                currency == null || Currency.find(currency).isPresent(),
                "currency",
                Problem.NOT_A_CURRENCY);
        fields.oneOfOrNull("method", method, BatchRequest.METHODS);
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }
}
