package com.afftok.management.money.bonus;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import org.jspecify.annotations.Nullable;

/// Filters of a list of bonuses; null filters are ignored.
@Introspected
record BonusSearch(
        @QueryValue("advertiser_id") @Nullable Long advertiserId,
        @QueryValue("promoter_id") @Nullable Long promoterId,
        @QueryValue("rule_id") @Nullable Long ruleId,
        @QueryValue("entry_id") @Nullable Long entryId,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    BonusSearch {
        Fields fields = new Fields();
        fields.idOrNull("advertiser_id", advertiserId);
        fields.idOrNull("promoter_id", promoterId);
        fields.idOrNull("rule_id", ruleId);
        fields.idOrNull("entry_id", entryId);
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }
}
