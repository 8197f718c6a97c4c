package com.afftok.management.money.payout.tax;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Filters of the list of rates; null filters are ignored.
@Introspected
record RateSearch(
        @QueryValue @Nullable String country,
        @QueryValue @Nullable String basis,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    static final Set<String> BASES = Set.of("none", "tax_id", "treaty");

    RateSearch {
        Fields fields = new Fields();
        fields.countryOrNull("country", country);
        fields.oneOfOrNull("basis", basis, BASES);
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }
}
