package com.afftok.management.money.bonus.rule;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import org.jspecify.annotations.Nullable;

/// Filters of a list of bonus rules.
@Introspected
record RuleSearch(
        @QueryValue("offer_id") @Nullable Long offerId,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    RuleSearch {
        Fields fields = new Fields();
        fields.idOrNull("offer_id", offerId);
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }
}
