package com.afftok.management.money.payout.provider;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Filters of a list of sent payouts; null filters are ignored.
@Introspected
record SendSearch(
        @QueryValue @Nullable String status,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    private static final Set<String> STATUSES = Set.of("waiting", "unknown", "ended");

    SendSearch {
        Fields fields = new Fields();
        fields.oneOfOrNull("status", status, STATUSES);
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }
}
