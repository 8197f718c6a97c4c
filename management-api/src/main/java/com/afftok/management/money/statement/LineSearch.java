package com.afftok.management.money.statement;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import org.jspecify.annotations.Nullable;

/// A page of a statement's lines.
@Introspected
record LineSearch(@QueryValue @Nullable String cursor, @QueryValue @Nullable Integer limit) {

    LineSearch {
        Fields fields = new Fields();
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }
}
