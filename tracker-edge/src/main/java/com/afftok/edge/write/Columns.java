package com.afftok.edge.write;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Rows as arrays of their columns, for statements that take many rows.
final class Columns {

    private Columns() {}

    static <R> Object longs(List<R> rows, ToLongFunction<R> value) {
        return of(rows, Long[]::new, value::applyAsLong);
    }

    /// A column without text is sent as an empty array, which `unnest` fills with nulls.
    static <R> Object texts(List<R> rows, Function<R, String> value) {
        @Nullable String[] column =
                of(rows, n -> new @Nullable String[n], r -> orNull(value.apply(r)));
        return Arrays.stream(column).allMatch(Objects::isNull) ? new String[0] : column;
    }

    static <R, T extends @Nullable Object> T[] of(
            List<R> rows, IntFunction<T[]> array, Function<R, T> value) {
        T[] column = array.apply(rows.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }

    /// PostgreSQL does not store the character zero, which input may contain.
    private static @Nullable String orNull(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return text.indexOf('\0') < 0 ? text : text.replace('\0', ' ');
    }
}
