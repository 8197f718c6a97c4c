package com.afftok.management.platform.document.expand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Expands the parameters of an operation: those of its path, those of paged lists, and its own.
///
/// A parameter is the name of a shared one, `name: schema` with a description for the query, or a
/// parameter of OpenAPI.
final class ExpandParameters {

    private static final String REFERENCE = "#/components/parameters/";
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");

    private final Map<String, Map<String, @Nullable Object>> shared;
    private final ExpandSchema schemas;
    private final Map<String, Object> expanded;

    /// @param shared the expanded parameters of the document, by name
    /// @param expanded the expanded schemas of the document, by name
    ExpandParameters(
            Map<String, Map<String, @Nullable Object>> shared,
            ExpandSchema schemas,
            Map<String, Object> expanded) {
        this.shared = shared;
        this.schemas = schemas;
        this.expanded = expanded;
    }

    /// @param paged the shared parameters of the kind of its answer
    List<Object> of(String path, List<String> paged, List<?> named, Place place) {
        List<Object> parameters = new ArrayList<>();
        for (Object one : named) {
            parameters.add(
                    one instanceof String name
                            ? reference(name, place)
                            : own(Mapping.of(one, place.in(parameters.size()))));
        }
        List<Object> all = new ArrayList<>();
        for (String variable : variables(path)) {
            if (parameters.stream().noneMatch(one -> isOfPath(one, variable))) {
                all.add(reference(ofPath(variable, place), place));
            }
        }
        paged.forEach(name -> all.add(reference(name, place)));
        all.addAll(parameters);
        return all;
    }

    /// A parameter with its location, example and schema.
    static Map<String, @Nullable Object> parameter(
            String name, Mapping written, ExpandSchema schemas, Map<String, Object> expanded) {
        if (written.has("schema") || written.has("$ref")) {
            return written.members();
        }
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(written.members());
        rest.keySet().removeAll(List.of("name", "in", "description", "required"));
        String in = written.text("in", "query");
        Object schema = schemas.of(rest, ExpandSchema.Use.REQUEST, written.place());
        Map<String, @Nullable Object> parameter = new LinkedHashMap<>();
        parameter.put("name", written.text("name", name));
        parameter.put("in", in);
        if (in.equals("path")) {
            parameter.put("required", true);
        }
        parameter.put("description", written.text("description"));
        parameter.put("schema", withoutExample(schema));
        parameter.put("example", MakeExample.sent(expanded, schema, written.place()));
        return parameter;
    }

    private static Object withoutExample(Object schema) {
        if (!(schema instanceof Map<?, ?> map)) {
            return schema;
        }
        Map<Object, @Nullable Object> plain = new LinkedHashMap<>(map);
        plain.remove("examples");
        return plain;
    }

    private Object own(Mapping written) {
        if (written.has("in") || written.has("$ref")) {
            return parameter("", written, schemas, expanded);
        }
        Map.Entry<String, @Nullable Object> only = written.only();
        Place place = written.at(only.getKey());
        return parameter(only.getKey(), Mapping.of(only.getValue(), place), schemas, expanded);
    }

    private Map<String, String> reference(String name, Place place) {
        if (!shared.containsKey(name)) {
            throw place.fault("unknown parameter " + name);
        }
        return Map.of("$ref", REFERENCE + name);
    }

    private String ofPath(String variable, Place place) {
        return shared.entrySet().stream()
                .filter(one -> isOfPath(one.getValue(), variable))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> place.fault("no parameter for {" + variable + "}"));
    }

    private static boolean isOfPath(Object parameter, String variable) {
        return parameter instanceof Map<?, ?> map
                && "path".equals(map.get("in"))
                && variable.equals(map.get("name"));
    }

    private static List<String> variables(String path) {
        return VARIABLE.matcher(path).results().map((MatchResult found) -> found.group(1)).toList();
    }
}
