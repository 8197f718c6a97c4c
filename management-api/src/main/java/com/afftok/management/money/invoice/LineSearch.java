package com.afftok.management.money.invoice;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import org.jspecify.annotations.Nullable;

/// A page of an invoice's lines.
@Introspected
record LineSearch(@QueryValue @Nullable String cursor, @QueryValue @Nullable Integer limit) {

    LineSearch {
        Fields fields = new Fields();
        Keyset.check(fields, cursor, LineSearch::last, limit);
        fields.end();
    }

    /// The last line of the previous page.
    static @Nullable Integer last(@Nullable String cursor) {
        Long line = Cursor.id(cursor);
        if (line != null && line > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("no line");
        }
        return line == null ? null : Math.toIntExact(line);
    }
}
