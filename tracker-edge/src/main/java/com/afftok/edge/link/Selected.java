package com.afftok.edge.link;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// The result of a statement by key. A row that can't be parsed concerns its own key alone.
///
/// @param rows the parsed rows; keys without a row are absent
/// @param unreadable the keys whose rows can't be parsed, with the cause
record Selected<K, V>(Map<K, V> rows, Map<K, RuntimeException> unreadable) {

    static <K, V> Selected<K, V> of(
            RowSet<Row> rows, Function<Row, K> key, Function<Row, V> value) {
        Selected<K, V> selected =
                new Selected<>(HashMap.newHashMap(rows.size()), HashMap.newHashMap(0));
        for (Row row : rows) {
            selected.add(key.apply(row), () -> value.apply(row));
        }
        return selected;
    }

    /// The result after a further step. If the step throws, its key is unreadable.
    <W> Selected<K, W> map(BiFunction<K, V, W> step) {
        Selected<K, W> mapped =
                new Selected<>(HashMap.newHashMap(rows.size()), new HashMap<>(unreadable));
        rows.forEach((key, value) -> mapped.add(key, () -> step.apply(key, value)));
        return mapped;
    }

    private void add(K key, Supplier<V> value) {
        try {
            rows.put(key, value.get());
        } catch (RuntimeException e) {
            unreadable.put(key, e);
        }
    }
}
