package com.afftok.management.sale.price;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A statement of both services, whose parameters are numbered, in the form of JDBC.
///
/// @param values in the order of the question marks
record Numbered(String sql, List<Object> values) {

    private static final Pattern PARAMETER = Pattern.compile("\\$([0-9]+)");

    static Numbered of(String statement, Object... parameters) {
        List<Object> values = new ArrayList<>();
        String sql =
                PARAMETER
                        .matcher(statement)
                        .replaceAll(match -> {
                            Object value = parameters[Integer.parseInt(match.group(1)) - 1];
                            values.add(value);
                            // jOOQ binds times as texts.
                            return value instanceof Instant ? "cast(? as timestamptz)" : "?";
                        });
        return new Numbered(sql, values);
    }

    @Nullable Object[] bindings() {
        return values.toArray();
    }
}
