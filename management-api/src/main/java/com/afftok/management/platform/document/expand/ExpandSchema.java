package com.afftok.management.platform.document.expand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Expands the schemas of parts into JSON Schema.
///
/// - A text is a type: a JSON type or the name of a schema, with `[]` for a list, and `|null` if
///   nullable. `type` takes the same.
/// - `...` among properties includes those of another schema, or of a group of `fields`.
/// - In an answer, all properties are required and others are not allowed, unless the schema says
///   otherwise; a request allows others.
/// - An answer has no defaults: a property with a default is always present and not null.
final class ExpandSchema {

    static final String SCHEMAS = "#/components/schemas/";

    private static final String SPREAD = "...";
    private static final String OR_NULL = "|null";
    private static final String LIST = "[]";
    private static final Set<String> TYPES =
            Set.of("string", "integer", "number", "boolean", "object", "array", "null");
    private static final Set<String> KEYS =
            Set.of(
                    "$ref",
                    "additionalProperties",
                    "allOf",
                    "anyOf",
                    "const",
                    "contentMediaType",
                    "default",
                    "deprecated",
                    "description",
                    "enum",
                    "example",
                    "examples",
                    "format",
                    "items",
                    "maxItems",
                    "maxLength",
                    "maximum",
                    "minItems",
                    "minLength",
                    "minProperties",
                    "minimum",
                    "multipleOf",
                    "not",
                    "oneOf",
                    "pattern",
                    "properties",
                    "required",
                    "title",
                    "type",
                    "uniqueItems");

    private final Map<String, Source> sources;

    /// @param sources all schemas and groups of fields, by name
    ExpandSchema(Map<String, Source> sources) {
        this.sources = sources;
    }

    enum Use {
        ANSWER,
        REQUEST
    }

    /// A schema in its short form, or a group of fields.
    ///
    /// @param use null for a group of fields, which is used in other schemas alone
    record Source(@Nullable Use use, @Nullable Object node, Place place) {

        Mapping properties() {
            Mapping mapping = Mapping.of(node, place);
            return use == null ? mapping : mapping.mapping("properties");
        }

        List<?> required() {
            return use == Use.REQUEST ? Mapping.of(node, place).list("required") : List.of();
        }
    }

    /// A mapping, or true or false.
    Object of(@Nullable Object node, Use use, Place place) {
        if (node instanceof Boolean any) {
            return any;
        }
        if (node instanceof String type) {
            return typed(type, Map.of(), place);
        }
        return ofMapping(Mapping.of(node, place).knowing(KEYS), use);
    }

    Map<String, @Nullable Object> reference(String name, Place place) {
        Source source = sources.get(name);
        if (source == null || source.use() == null) {
            throw place.fault("unknown schema " + name);
        }
        return mapping("$ref", SCHEMAS + name);
    }

    private Object ofMapping(Mapping written, Use use) {
        Mapping mapping = use == Use.ANSWER ? withoutDefault(written) : written;
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        mapping.forEach((key, value) -> {
            if (!key.equals("type")) {
                rest.put(renamed(key), member(key, value, use, mapping.at(key)));
            }
        });
        if (mapping.has("properties")) {
            close(mapping, rest, use);
        }
        Object type = mapping.has("type") ? mapping.get("type") : implied(mapping);
        if (type instanceof String text) {
            return typed(text, rest, mapping.at("type"));
        }
        return type == null ? rest : described(mapping("type", type), rest);
    }

    private static String renamed(String key) {
        return key.equals("example") ? "examples" : key;
    }

    private @Nullable Object member(String key, @Nullable Object value, Use use, Place place) {
        return switch (key) {
            case "example" -> {
                List<@Nullable Object> examples = new ArrayList<>();
                examples.add(value);
                yield examples;
            }
            case "items", "not" -> of(value, use, place);
            case "additionalProperties" -> value instanceof Boolean ? value : of(value, use, place);
            case "oneOf", "anyOf", "allOf" -> {
                List<Object> all = new ArrayList<>();
                for (Object one : Mapping.list(value, place)) {
                    all.add(of(one, use, place.in(all.size())));
                }
                yield all;
            }
            case "properties" -> properties(Mapping.of(value, place), use);
            case "$ref" -> {
                String reference = Mapping.text(value, place);
                reference(reference.replace(SCHEMAS, ""), place);
                yield reference;
            }
            default -> value;
        };
    }

    private static @Nullable Object implied(Mapping mapping) {
        if (mapping.has("enum")) {
            return "string";
        }
        if (mapping.has("properties")) {
            return "object";
        }
        return mapping.has("items") ? "array" : null;
    }

    private Map<String, @Nullable Object> properties(Mapping properties, Use use) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        properties.forEach((name, value) -> {
            if (name.equals(SPREAD)) {
                for (Source source : spread(properties)) {
                    all.putAll(properties(source.properties(), use));
                }
            } else {
                all.put(name, of(value, use, properties.at(name)));
            }
        });
        return all;
    }

    private List<Source> spread(Mapping properties) {
        if (!properties.has(SPREAD)) {
            return List.of();
        }
        Object names = properties.get(SPREAD);
        Place place = properties.at(SPREAD);
        List<Source> spread = new ArrayList<>();
        for (Object name : names instanceof List<?> list ? list : List.of(String.valueOf(names))) {
            Source source = sources.get(Mapping.text(name, place));
            if (source == null) {
                throw place.fault("unknown schema or group of fields " + name);
            }
            spread.add(source);
        }
        return spread;
    }

    /// Sets the required properties, and whether others are allowed.
    private void close(Mapping mapping, Map<String, @Nullable Object> schema, Use use) {
        Set<String> names =
                Mapping.of(schema.get("properties"), mapping.place()).members().keySet();
        Set<String> required = new LinkedHashSet<>();
        if (use == Use.REQUEST) {
            required.addAll(requiredOfSpread(mapping.mapping("properties")));
        } else if (!mapping.has("required")) {
            required.addAll(names);
        }
        for (Object name : mapping.list("required")) {
            required.add(String.valueOf(name));
        }
        for (String name : required) {
            if (!names.contains(name)) {
                throw mapping.at("required").fault("has no property " + name);
            }
        }
        schema.remove("required");
        if (!required.isEmpty()) {
            schema.put("required", List.copyOf(required));
        }
        schema.putIfAbsent("additionalProperties", use == Use.REQUEST);
    }

    private Set<String> requiredOfSpread(Mapping properties) {
        Set<String> required = new LinkedHashSet<>();
        for (Source source : spread(properties)) {
            required.addAll(requiredOfSpread(source.properties()));
            source.required().forEach(name -> required.add(String.valueOf(name)));
        }
        return required;
    }

    private Map<String, @Nullable Object> typed(
            String type, Map<String, @Nullable Object> rest, Place place) {
        boolean orNull = type.endsWith(OR_NULL);
        String some = without(OR_NULL, type);
        if (some.endsWith(LIST)) {
            Map<String, @Nullable Object> list = mapping("type", orNull("array", orNull));
            list.put("items", one(without(LIST, some), place));
            return described(list, rest);
        }
        Map<String, @Nullable Object> one = one(some, place);
        if (!orNull) {
            return described(one, rest);
        }
        if (!TYPES.contains(some)) {
            return described(mapping("anyOf", List.of(one, mapping("type", "null"))), rest);
        }
        Map<String, @Nullable Object> wider = new LinkedHashMap<>(rest);
        if (rest.get("enum") instanceof List<?> values && !values.contains(null)) {
            List<@Nullable Object> withNull = new ArrayList<>(values);
            withNull.add(null);
            wider.put("enum", withNull);
        }
        return described(mapping("type", orNull(some, true)), wider);
    }

    private Map<String, @Nullable Object> one(String type, Place place) {
        return TYPES.contains(type) ? mapping("type", type) : reference(type, place);
    }

    private static String without(String end, String type) {
        return type.endsWith(end) ? type.substring(0, type.length() - end.length()) : type;
    }

    private static Object orNull(String type, boolean orNull) {
        return orNull ? List.of(type, "null") : type;
    }

    private static Mapping withoutDefault(Mapping mapping) {
        if (!mapping.has("default")) {
            return mapping;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>(mapping.members());
        members.remove("default");
        if (members.get("type") instanceof String type) {
            members.put("type", without(OR_NULL, type));
        }
        members.putIfAbsent("example", mapping.get("default"));
        return new Mapping(mapping.place(), members);
    }

    /// A mapping with its description first.
    private static Map<String, @Nullable Object> described(
            Map<String, @Nullable Object> type, Map<String, @Nullable Object> rest) {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        if (rest.containsKey("description")) {
            schema.put("description", Objects.requireNonNull(rest.get("description")));
        }
        schema.putAll(type);
        rest.forEach(schema::putIfAbsent);
        return schema;
    }

    private static Map<String, @Nullable Object> mapping(String key, Object value) {
        Map<String, @Nullable Object> mapping = new LinkedHashMap<>();
        mapping.put(key, value);
        return mapping;
    }
}
