package com.afftok.management.sale.integration;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Filters of a list of postbacks.
@Introspected
record PostbackSearch(
        @QueryValue @Nullable String outcome,
        @QueryValue @Nullable String mode,
        @QueryValue("transaction_id") @Nullable String transactionId,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    private static final Set<String> OUTCOMES = Set.of("accepted", "duplicate", "rejected");
    private static final Set<String> MODES = Set.of("live", "test");
    private static final int LONGEST_TRANSACTION = 200;

    PostbackSearch {
        Fields fields = new Fields();
        fields.oneOfOrNull("outcome", outcome, OUTCOMES);
        fields.oneOfOrNull("mode", mode, MODES);
        fields.textOrNull("transaction_id", transactionId, 1, LONGEST_TRANSACTION);
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }
}
