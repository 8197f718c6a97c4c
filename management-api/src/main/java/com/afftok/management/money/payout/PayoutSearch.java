package com.afftok.management.money.payout;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Filters of a list of payouts; null filters are ignored.
@Introspected
record PayoutSearch(
        @QueryValue @Nullable String status,
        @QueryValue @Nullable String currency,
        @QueryValue @Nullable String method,
        @QueryValue("promoter_id") @Nullable Long promoterId,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    static final Set<String> STATUSES =
            Set.of(
                    "requested",
                    "held",
                    "approved",
                    "processing",
                    "completed",
                    "failed",
                    "returned");
    static final Set<String> METHODS = Set.of("bank_transfer", "upi", "wallet", "paypal");

    PayoutSearch {
        Fields fields = new Fields();
        fields.oneOfOrNull("status", status, STATUSES);
        fields.check(
                currency == null || Currency.find(currency).isPresent(),
                "currency",
                Problem.NOT_A_CURRENCY);
        fields.oneOfOrNull("method", method, METHODS);
        fields.idOrNull("promoter_id", promoterId);
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }
}
