package com.afftok.management.platform.statement;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rows as one array per column, for a statement that reads them with `unnest`.
public record BoundColumns<T>(List<T> rows) {

    public @Nullable Long[] longs(Function<T, @Nullable Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    public @Nullable Integer[] ints(Function<T, @Nullable Integer> column) {
        return rows.stream().map(column).toArray(Integer[]::new);
    }

    public @Nullable String[] texts(Function<T, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    public @Nullable BigDecimal[] amounts(Function<T, @Nullable BigDecimal> column) {
        return rows.stream().map(column).toArray(BigDecimal[]::new);
    }

    public Boolean[] flags(Function<T, Boolean> column) {
        return rows.stream().map(column).toArray(Boolean[]::new);
    }
}
