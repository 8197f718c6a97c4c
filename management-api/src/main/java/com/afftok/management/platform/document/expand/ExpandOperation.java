package com.afftok.management.platform.document.expand;

import com.afftok.management.platform.document.expand.ExpandAnswers.Success;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Expands an operation from its short form.
final class ExpandOperation {

    private static final Set<String> OWN = Set.of("id", "tag", "who", "body", "fails");
    private static final Set<String> OF_OPENAPI =
            Set.of(
                    "summary",
                    "description",
                    "parameters",
                    "requestBody",
                    "responses",
                    "deprecated",
                    "externalDocs");
    private static final Set<String> KEYS =
            Stream.concat(
                            Stream.of(OWN, OF_OPENAPI).flatMap(Set::stream),
                            Arrays.stream(Success.values()).map(Success::key))
                    .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> OF_BODY =
            Set.of("type", "description", "required", "example", "examples");

    private final ExpandSchema schemas;
    private final Map<String, Object> expanded;
    private final ExpandParameters parameters;
    private final ExpandAnswers answers;

    /// @param expanded the expanded schemas of the document, by name
    ExpandOperation(
            ExpandSchema schemas,
            Map<String, Object> expanded,
            ExpandParameters parameters,
            ExpandAnswers answers) {
        this.schemas = schemas;
        this.expanded = expanded;
        this.parameters = parameters;
        this.answers = answers;
    }

    /// @param part the defaults of all operations of its part: `tag` and `who`
    Map<String, Object> of(String path, Mapping operation, Mapping part) {
        operation.knowing(KEYS);
        Callers callers = Callers.of(operation.has("who") ? operation : part);
        Success success = success(operation);
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("operationId", operation.text("id"));
        whole.put("tags", List.of(operation.has("tag") ? operation.text("tag") : part.text("tag")));
        whole.put("summary", operation.text("summary"));
        whole.put("description", description(operation, callers));
        callers.security().ifPresent(security -> whole.put("security", security));
        whole.put("x-who", callers.words());
        List<Object> all =
                parameters.of(
                        path,
                        success == null ? List.of() : success.parameters(),
                        operation.list("parameters"),
                        operation.at("parameters"));
        if (!all.isEmpty()) {
            whole.put("parameters", all);
        }
        if (operation.has("body")) {
            whole.put("requestBody", body(operation.get("body"), operation.at("body")));
        }
        operation.forEach((key, value) -> {
            if ((OF_OPENAPI.contains(key) || !KEYS.contains(key)) && value != null) {
                whole.putIfAbsent(key, value);
            }
        });
        whole.put("responses", answers.of(path, operation, success, callers));
        return whole;
    }

    private static String description(Mapping operation, Callers callers) {
        String own = operation.text("description", "").strip();
        return own.isEmpty() ? callers.sentence() : own + "\n\n" + callers.sentence();
    }

    private static @Nullable Success success(Mapping operation) {
        List<Success> said =
                Arrays.stream(Success.values()).filter(one -> operation.has(one.key())).toList();
        if (said.size() > 1 || (said.isEmpty() && !operation.has("responses"))) {
            throw operation
                    .place()
                    .fault("must have one of answer, created, accepted, page, cursor, responses");
        }
        return said.isEmpty() ? null : said.getFirst();
    }

    private Map<String, Object> body(@Nullable Object node, Place place) {
        Mapping body =
                Mapping.of(node instanceof String type ? Map.of("type", type) : node, place)
                        .knowing(OF_BODY);
        Map<String, @Nullable Object> schema = schemas.reference(body.text("type"), place);
        Map<String, Object> request = new LinkedHashMap<>();
        if (body.has("description")) {
            request.put("description", body.text("description"));
        }
        request.put("required", !Boolean.FALSE.equals(body.get("required")));
        Map<String, @Nullable Object> media = new LinkedHashMap<>();
        media.put("schema", schema);
        if (body.has("examples")) {
            media.put("examples", body.get("examples"));
        } else {
            media.put(
                    "example",
                    body.has("example")
                            ? body.get("example")
                            : MakeExample.sent(expanded, schema, place));
        }
        request.put("content", Map.of("application/json", media));
        return request;
    }
}
