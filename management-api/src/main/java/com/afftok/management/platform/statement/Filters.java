package com.afftok.management.platform.statement;

import com.afftok.shared.click.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Collects the optional conditions of a statement; null values are omitted.
public final class Filters {

    private final List<Condition> conditions = new ArrayList<>();

    public <T> Filters is(Field<T> column, @Nullable T value) {
        return with(value, column::eq);
    }

    /// Restricts each tag to a value.
    ///
    /// @param prefix of the columns, which are named like the tags
    public Filters are(String prefix, Map<Tag, String> tags) {
        tags.forEach((tag, value) -> is(DSL.field(prefix + tag.label(), String.class), value));
        return this;
    }

    public <T> Filters with(@Nullable T value, Function<T, Condition> condition) {
        if (value != null) {
            conditions.add(condition.apply(value));
        }
        return this;
    }

    public Condition all() {
        return DSL.and(conditions);
    }
}
