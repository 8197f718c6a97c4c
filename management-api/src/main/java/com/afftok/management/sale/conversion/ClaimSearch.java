package com.afftok.management.sale.conversion;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import org.jspecify.annotations.Nullable;

/// Filters of a list of claims; null filters are ignored.
@Introspected
record ClaimSearch(
        @QueryValue("offer_id") @Nullable Long offerId,
        @QueryValue("promoter_id") @Nullable Long promoterId,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    ClaimSearch {
        Fields fields = new Fields();
        fields.idOrNull("offer_id", offerId);
        fields.idOrNull("promoter_id", promoterId);
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }
}
