package com.afftok.management.money.payment;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import org.jspecify.annotations.Nullable;

/// Filters of a list of payments; null filters are ignored.
///
/// @param reversed whether they were taken back
@Introspected
record PaymentSearch(
        @QueryValue("account_id") @Nullable Long accountId,
        @QueryValue @Nullable String currency,
        @QueryValue @Nullable String reference,
        @QueryValue @Nullable String reversed,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    private static final int LONGEST_REFERENCE = 100;

    PaymentSearch {
        Fields fields = new Fields();
        fields.idOrNull("account_id", accountId);
        fields.check(
                currency == null || Currency.find(currency).isPresent(),
                "currency",
                Problem.NOT_A_CURRENCY);
        fields.textOrNull("reference", reference, 1, LONGEST_REFERENCE);
        fields.flagOrNull("reversed", reversed);
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }
}
