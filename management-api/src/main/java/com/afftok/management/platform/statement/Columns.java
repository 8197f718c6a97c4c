package com.afftok.management.platform.statement;

import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanProperty;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The columns of a record, in the order of its components: `holdingDays` is `holding_days`.
///
/// The components of a nested record are columns of the same table. Those of a nullable nested
/// record are columns of the joined table with the name of the component; it is null if all of them
/// are null.
public final class Columns<T> {

    private static final Map<Class<?>, DataType<?>> TYPES =
            Map.ofEntries(
                    Map.entry(String.class, SQLDataType.VARCHAR),
                    Map.entry(List.class, SQLDataType.VARCHAR.array()),
                    Map.entry(long.class, SQLDataType.BIGINT),
                    Map.entry(Long.class, SQLDataType.BIGINT),
                    Map.entry(int.class, SQLDataType.INTEGER),
                    Map.entry(Integer.class, SQLDataType.INTEGER),
                    Map.entry(boolean.class, SQLDataType.BOOLEAN),
                    Map.entry(Boolean.class, SQLDataType.BOOLEAN),
                    Map.entry(BigDecimal.class, SQLDataType.NUMERIC),
                    Map.entry(Instant.class, SQLDataType.INSTANT),
                    Map.entry(LocalDate.class, SQLDataType.LOCALDATE),
                    Map.entry(byte[].class, SQLDataType.BLOB),
                    Map.entry(UUID.class, SQLDataType.UUID));

    private final BeanIntrospection<T> introspection;
    private final List<Component> components = new ArrayList<>();

    /// A component: a column, or the columns of a nested record.
    private record Component(
            BeanProperty<?, ?> property,
            String column,
            @Nullable DataType<?> type,
            @Nullable Columns<?> columns) {

        /// Whether its columns belong to a joined table.
        boolean isOther() {
            return columns != null && property.isNullable();
        }
    }

    private Columns(Class<T> row) {
        this.introspection = BeanIntrospection.getIntrospection(row);
        for (Argument<?> argument : introspection.getConstructorArguments()) {
            String name = NameUtils.underscoreSeparate(argument.getName()).toLowerCase(Locale.ROOT);
            DataType<?> type = TYPES.get(argument.getType());
            components.add(
                    new Component(
                            introspection.getProperty(argument.getName()).orElseThrow(),
                            name,
                            type,
                            type == null ? new Columns<>(argument.getType()) : null));
        }
    }

    /// The columns of a record.
    ///
    /// @param row an introspected record
    public static <T> Columns<T> of(Class<T> row) {
        return new Columns<>(row);
    }

    /// The columns for a statement with one table.
    public List<Field<?>> all() {
        List<Field<?>> fields = new ArrayList<>();
        collect("", Map.of(), fields);
        return fields;
    }

    /// The columns for a select list.
    ///
    /// @param table the table's name in the statement
    /// @param instead replaces the columns of the same name
    public List<Field<?>> from(String table, Field<?>... instead) {
        Map<String, Field<?>> others =
                Arrays.stream(instead)
                        .collect(Collectors.toMap(Field::getName, Function.identity()));
        List<Field<?>> fields = new ArrayList<>();
        collect(table, others, fields);
        return fields;
    }

    private void collect(String table, Map<String, Field<?>> instead, List<Field<?>> fields) {
        for (Component component : components) {
            if (component.columns() != null) {
                component
                        .columns()
                        .collect(
                                component.isOther() ? component.column() : table,
                                component.isOther() ? Map.of() : instead,
                                fields);
            } else {
                Field<?> other = instead.get(component.column());
                fields.add(other == null ? field(table, component) : other);
            }
        }
    }

    private static Field<?> field(String table, Component component) {
        return DSL.field(
                table.isEmpty()
                        ? DSL.name(component.column())
                        : DSL.name(table, component.column()),
                Objects.requireNonNull(component.type()));
    }

    /// The record of a selected row.
    public T row(Record selected) {
        return instantiate(selected, 0);
    }

    private int width() {
        return components.stream()
                .mapToInt(one -> one.columns() == null ? 1 : one.columns().width())
                .sum();
    }

    private T instantiate(Record selected, int first) {
        @Nullable Object[] values = new @Nullable Object[components.size()];
        int next = first;
        for (int i = 0; i < values.length; i++) {
            Component component = components.get(i);
            Columns<?> columns = component.columns();
            if (columns == null) {
                values[i] = value(selected, next, component.property().getType());
                next++;
            } else {
                int end = next + columns.width();
                boolean absent = component.isOther() && isNull(selected, next, end);
                values[i] = absent ? null : columns.instantiate(selected, next);
                next = end;
            }
        }
        return introspection.instantiate(false, values);
    }

    private static boolean isNull(Record selected, int from, int to) {
        for (int i = from; i < to; i++) {
            if (selected.get(i) != null) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object value(Record selected, int index, Class<?> type) {
        if (type == List.class) {
            String[] texts = selected.get(index, String[].class);
            return texts == null ? List.of() : List.of(texts);
        }
        return selected.get(index, type);
    }

    /// The values to insert or update.
    ///
    /// @param except components that are not columns, or must not be written
    public Map<Field<?>, @Nullable Object> values(T row, String... except) {
        Map<Field<?>, @Nullable Object> values = new LinkedHashMap<>();
        collect(row, values);
        values.keySet().removeIf(field -> List.of(except).contains(field.getName()));
        return values;
    }

    @SuppressWarnings("unchecked") // the property is one of the record
    private void collect(Object row, Map<Field<?>, @Nullable Object> values) {
        for (Component component : components) {
            Object value = ((BeanProperty<Object, Object>) component.property()).get(row);
            if (component.columns() != null) {
                if (!component.isOther()) {
                    component.columns().collect(Objects.requireNonNull(value), values);
                }
            } else {
                values.put(
                        DSL.field(
                                DSL.name(component.column()),
                                Objects.requireNonNull(component.type())),
                        value instanceof List<?> texts ? texts.toArray(String[]::new) : value);
            }
        }
    }
}
