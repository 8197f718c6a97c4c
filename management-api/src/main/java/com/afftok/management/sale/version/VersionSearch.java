package com.afftok.management.sale.version;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Filters of a list of terms.
@Introspected
public record VersionSearch(
        @QueryValue("offer_id") @Nullable Long offerId,
        @QueryValue("promoter_id") @Nullable Long promoterId,
        @QueryValue @Nullable String status,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    public VersionSearch {
        Fields fields = new Fields();
        fields.idOrNull("offer_id", offerId);
        fields.idOrNull("promoter_id", promoterId);
        fields.oneOfOrNull("status", status, Set.of("scheduled", "active", "ended"));
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }

    /// The page of the list that the caller reads.
    public Keyset keyset(String list, Caller caller) {
        return Keyset.of(list, caller, cursor, limit);
    }
}
