package com.afftok.management.platform.document.expand;

import com.afftok.management.platform.document.expand.ExpandSchema.Source;
import com.afftok.management.platform.document.expand.ExpandSchema.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Expands parts in a short form, and a frame, into one OpenAPI document.
///
/// A part is a resource: its `tag`, `who` may call it, its `paths`, the schemas of `requests` and
/// of answers (`schemas`), `fields` shared by several schemas, and parameters shared by its
/// operations. `copies` are paths that also exist under another name.
public final class ExpandDocument {

    private static final String FRAME = "document.yml";
    private static final String PARTS = "parts";

    private static final Set<String> OF_PART =
            Set.of("tag", "who", "paths", "parameters", "fields", "requests", "schemas", "copies");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Mapping frame;
    private final List<Mapping> parts;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, Object> schemas = new LinkedHashMap<>();
    private final Map<String, Object> paths = new LinkedHashMap<>();

    private ExpandDocument(Mapping frame, List<Mapping> parts) {
        this.frame = frame;
        this.parts = parts;
    }

    /// The document as YAML.
    ///
    /// @param files the text of a file by its name: of `document.yml`, an OpenAPI document without
    ///   paths that names its `parts` and has `failures` in its components, and of each part
    /// @throws IllegalStateException if a part cannot be expanded, with the file and the place
    public static String of(UnaryOperator<String> files) {
        Mapping frame = read(FRAME, files.apply(FRAME));
        List<Mapping> parts = new ArrayList<>();
        for (Object part : frame.list(PARTS)) {
            String name = part + ".yml";
            parts.add(read(name, files.apply(name)));
        }
        return WriteYaml.of(new ExpandDocument(frame, parts).expanded());
    }

    private static Mapping read(String name, String yaml) {
        Place place = Place.of(name);
        try {
            Load load = new Load(LoadSettings.builder().setLabel(name).build());
            return Mapping.of(load.loadFromString(yaml), place);
        } catch (YamlEngineException e) {
            throw place.fault(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Object> expanded() {
        Mapping components = frame.mapping("components");
        sources(components.mapping("schemas"), Use.ANSWER);
        for (Mapping part : parts) {
            part.knowing(OF_PART);
            sources(part.mapping("fields"), null);
            sources(part.mapping("requests"), Use.REQUEST);
            sources(part.mapping("schemas"), Use.ANSWER);
        }
        ExpandSchema expandSchema = new ExpandSchema(sources);
        sources.forEach((name, source) -> {
            if (source.use() != null) {
                schemas.put(name, expandSchema.of(source.node(), source.use(), source.place()));
            }
        });
        Map<String, Map<String, @Nullable Object>> parameters = new LinkedHashMap<>();
        parameters(components.mapping("parameters"), expandSchema, parameters);
        parts.forEach(part -> parameters(part.mapping("parameters"), expandSchema, parameters));
        Failures failures = new Failures(components.mapping("failures"));
        ExpandOperation operation =
                new ExpandOperation(
                        expandSchema,
                        schemas,
                        new ExpandParameters(parameters, expandSchema, schemas),
                        new ExpandAnswers(expandSchema, schemas, failures));
        parts.forEach(part -> paths(part, operation));
        return whole(components, parameters, failures);
    }

    private Map<String, Object> whole(
            Mapping components,
            Map<String, Map<String, @Nullable Object>> parameters,
            Failures failures) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(components.members());
        all.remove("failures");
        all.put("parameters", parameters);
        Map<String, @Nullable Object> responses =
                new LinkedHashMap<>(components.mapping("responses").members());
        responses.putAll(failures.responses());
        all.put("responses", responses);
        all.put("schemas", schemas);
        Map<String, Object> whole = new LinkedHashMap<>();
        frame.forEach((key, value) -> {
            if (value != null) {
                whole.put(key, value);
            }
        });
        whole.keySet().removeAll(List.of(PARTS, "components"));
        whole.put("paths", paths);
        whole.put("components", all);
        return whole;
    }

    private void sources(Mapping written, @Nullable Use use) {
        written.forEach((name, node) -> {
            Place place = written.at(name);
            if (sources.put(name, new Source(use, node, place)) != null) {
                throw place.fault("is there twice");
            }
        });
    }

    private void parameters(
            Mapping written,
            ExpandSchema expandSchema,
            Map<String, Map<String, @Nullable Object>> parameters) {
        written.forEach((name, node) ->
                parameters.put(
                        name,
                        ExpandParameters.parameter(
                                name, Mapping.of(node, written.at(name)), expandSchema, schemas)));
    }

    private void paths(Mapping part, ExpandOperation operation) {
        Mapping written = part.mapping("paths");
        written.forEach((path, node) -> {
            Mapping item = Mapping.of(node, written.at(path)).knowing(METHODS);
            Map<String, Object> expanded = new LinkedHashMap<>();
            item.forEach((method, one) ->
                    expanded.put(
                            method, operation.of(path, Mapping.of(one, item.at(method)), part)));
            if (paths.put(path, expanded) != null) {
                throw item.place().fault("is there twice");
            }
        });
        Mapping copies = part.mapping("copies");
        copies.forEach((path, node) -> {
            Mapping copy = Mapping.of(node, copies.at(path)).knowing(Set.of("to", "ids"));
            copy(path, copy.text("to"), copy.text("ids"));
        });
    }

    /// Copies all paths below one path to another.
    private void copy(String from, String to, String endOfIds) {
        Map<String, Object> copies = new LinkedHashMap<>();
        paths.forEach((path, item) -> {
            if (path.startsWith(from) && item instanceof Map<?, ?> methods) {
                Map<Object, Object> copied = new LinkedHashMap<>();
                methods.forEach((method, operation) -> {
                    Map<Object, Object> one = new LinkedHashMap<>((Map<?, ?>) operation);
                    one.computeIfPresent("operationId", (_, id) -> id + endOfIds);
                    copied.put(method, one);
                });
                copies.put(to + path.substring(from.length()), copied);
            }
        });
        paths.putAll(copies);
    }
}
