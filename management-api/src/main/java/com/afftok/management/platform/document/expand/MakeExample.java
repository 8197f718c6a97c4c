package com.afftok.management.platform.document.expand;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes an example of an expanded schema from the examples of its properties.
///
/// A property without an example becomes null if allowed, else the first enum value or the minimum;
/// a text needs an example. An example of a request contains the required properties and those with
/// examples.
final class MakeExample {

    private static final int DEEPEST = 20;

    private final Map<String, Object> schemas;
    private final boolean sent;

    private MakeExample(Map<String, Object> schemas, boolean sent) {
        this.schemas = schemas;
        this.sent = sent;
    }

    /// @param schemas the expanded schemas of the document, by name
    static @Nullable Object answered(Map<String, Object> schemas, Object schema, Place place) {
        return new MakeExample(schemas, false).of(schema, place, 0);
    }

    /// @param schemas the expanded schemas of the document, by name
    static @Nullable Object sent(Map<String, Object> schemas, Object schema, Place place) {
        return new MakeExample(schemas, true).of(schema, place, 0);
    }

    /// An example with some members replaced.
    static @Nullable Object changed(@Nullable Object example, @Nullable Object changes) {
        if (!(example instanceof Map<?, ?> map) || !(changes instanceof Map<?, ?> other)) {
            return changes;
        }
        Map<Object, @Nullable Object> changed = new LinkedHashMap<>(map);
        other.forEach((key, value) -> changed.put(key, changed(map.get(key), value)));
        return changed;
    }

    private @Nullable Object of(@Nullable Object node, Place place, int depth) {
        if (depth > DEEPEST) {
            throw place.fault("needs an example, since it contains itself");
        }
        if (!(node instanceof Map<?, ?> schema)) {
            throw place.fault("needs an example");
        }
        if (schema.get("examples") instanceof List<?> examples) {
            return examples.getFirst();
        }
        if (schema.containsKey("const")) {
            return schema.get("const");
        }
        if (isNullable(schema)) {
            return null;
        }
        if (schema.get("enum") instanceof List<?> values) {
            return values.getFirst();
        }
        if (schema.get("$ref") instanceof String reference) {
            return of(schemas.get(reference.replace(ExpandSchema.SCHEMAS, "")), place, depth + 1);
        }
        return composed(schema, place, depth);
    }

    private @Nullable Object composed(Map<?, ?> schema, Place place, int depth) {
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.get(choice) instanceof List<?> schemas) {
                return of(schemas.getFirst(), place, depth + 1);
            }
        }
        if (schema.get("allOf") instanceof List<?> all) {
            Object whole = Map.of();
            for (Object part : all) {
                whole = changed(whole, of(part, place, depth + 1));
            }
            return whole;
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "object" -> object(schema, place, depth);
            case "array" ->
                    Collections.singletonList(
                            of(schema.get("items"), place.in("items"), depth + 1));
            case "boolean" -> false;
            case "integer", "number" -> schema.get("minimum") instanceof Number least ? least : 0;
            default -> throw place.fault("needs an example");
        };
    }

    private Map<String, @Nullable Object> object(Map<?, ?> schema, Place place, int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            Set<?> required =
                    schema.get("required") instanceof List<?> list ? Set.copyOf(list) : Set.of();
            properties.forEach((name, property) -> {
                if (!sent || required.contains(name) || hasExample(property)) {
                    object.put(
                            String.valueOf(name),
                            of(property, place.in(String.valueOf(name)), depth + 1));
                }
            });
        }
        return object;
    }

    private static boolean hasExample(@Nullable Object property) {
        return property instanceof Map<?, ?> schema && schema.containsKey("examples");
    }

    private static boolean isNullable(Map<?, ?> schema) {
        return (schema.get("type") instanceof List<?> types && types.contains("null"))
                || (schema.get("anyOf") instanceof List<?> choices
                        && choices.contains(Map.of("type", "null")));
    }
}
