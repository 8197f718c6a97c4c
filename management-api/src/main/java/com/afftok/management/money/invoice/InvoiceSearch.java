package com.afftok.management.money.invoice;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Filters of a list of invoices; null filters are ignored.
@Introspected
record InvoiceSearch(
        @QueryValue @Nullable String month,
        @QueryValue @Nullable String status,
        @QueryValue @Nullable String type,
        @QueryValue @Nullable String currency,
        @QueryValue("advertiser_id") @Nullable Long advertiserId,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    private static final Pattern MONTH = Pattern.compile("20[0-9]{2}-(0[1-9]|1[0-2])");

    InvoiceSearch {
        Fields fields = new Fields();
        fields.matchingOrNull("month", month, MONTH, Problem.NOT_A_MONTH);
        fields.oneOfOrNull("status", status, Set.of("open", "paid", "overdue"));
        fields.oneOfOrNull("type", type, Set.of("invoice", "credit_note"));
        fields.check(
                currency == null || Currency.find(currency).isPresent(),
                "currency",
                Problem.NOT_A_CURRENCY);
        fields.idOrNull("advertiser_id", advertiserId);
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }
}
