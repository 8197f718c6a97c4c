package com.afftok.management.platform.page;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.InvalidRequest;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import org.jspecify.annotations.Nullable;

/// The query parameters of a list without filters, sorted by id in descending order.
@Introspected
public record IdKeyset(@QueryValue @Nullable String cursor, @QueryValue @Nullable Integer limit) {

    public IdKeyset {
        Fields fields = new Fields();
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }

    /// An exclusive upper bound of the ids in the page.
    public long before() {
        return Cursor.before(cursor);
    }

    /// The page of the list that the caller reads.
    ///
    /// @throws InvalidRequest if the cursor is of another list or account
    public Keyset keyset(String list, Caller caller) {
        return Keyset.of(list, caller, cursor, limit);
    }
}
