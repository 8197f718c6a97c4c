package com.afftok.management.platform.answer;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import org.jspecify.annotations.Nullable;

/// The query of a list without filters that is sorted by ids, the highest first.
@Introspected
public record IdKeyset(@QueryValue @Nullable String cursor, @QueryValue @Nullable Integer limit) {

    public IdKeyset {
        Fields fields = new Fields();
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }

    /// The id that all of the list are below.
    public long before() {
        return Cursor.before(cursor);
    }

    public Keyset keyset() {
        return Keyset.of(limit);
    }
}
