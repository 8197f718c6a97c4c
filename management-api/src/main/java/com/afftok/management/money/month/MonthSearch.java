package com.afftok.management.money.month;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import org.jspecify.annotations.Nullable;

/// A page of the months.
@Introspected
record MonthSearch(@QueryValue @Nullable String cursor, @QueryValue @Nullable Integer limit) {

    MonthSearch {
        Fields fields = new Fields();
        Keyset.check(fields, cursor, MonthSearch::last, limit);
        fields.end();
    }

    /// The number of the last month of the previous page.
    static @Nullable Long last(@Nullable String cursor) {
        Long number = Cursor.id(cursor);
        if (number != null && number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("no month");
        }
        return number;
    }
}
