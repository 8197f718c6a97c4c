package com.afftok.management.platform.document.expand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Expands the answers of an operation: success, its own failures, and those common to all
/// operations of its kind.
final class ExpandAnswers {

    static final String API = "/api/";

    private static final List<String> OF_ALL = List.of("400", "405", "406", "413", "500");
    private static final List<String> OF_THE_API = List.of("429", "503");
    private static final String ONCE = "IdempotencyKey";
    private static final String TAGGED = "IfNoneMatch";
    private static final Set<String> OF_ANSWERS = Set.of("description", "example", "headers");

    private final ExpandSchema schemas;
    private final Map<String, Object> expanded;
    private final Failures failures;

    /// @param expanded the expanded schemas of the document, by name
    ExpandAnswers(ExpandSchema schemas, Map<String, Object> expanded, Failures failures) {
        this.schemas = schemas;
        this.expanded = expanded;
        this.failures = failures;
    }

    /// The kinds of success.
    enum Success {
        ANSWER("200", "Success.", "", ""),
        CREATED("201", "Created.", "", ""),
        ACCEPTED("202", "Accepted.", "", ""),
        PAGE("200", "A page of the list.", "Page", "pagination"),
        CURSOR("200", "A page of the list.", "Cursor", "next_cursor");

        private final String status;
        private final String description;
        private final String start;
        private final String rest;

        /// @param start the shared parameter with the start of the list
        /// @param rest the member that tells whether the list continues
        Success(String status, String description, String start, String rest) {
            this.status = status;
            this.description = description;
            this.start = start;
            this.rest = rest;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isList() {
            return !start.isEmpty();
        }

        /// The shared parameters of this kind.
        List<String> parameters() {
            return isList() ? List.of(start, "Limit") : List.of();
        }
    }

    /// @param success null if the operation lists it among its `responses`
    Map<String, Object> of(
            String path, Mapping operation, @Nullable Success success, Callers callers) {
        Map<String, Object> byStatus = new TreeMap<>();
        if (success != null) {
            byStatus.put(success.status, success(path, operation, success));
        }
        Mapping plain = operation.mapping("responses");
        plain.forEach((status, response) ->
                byStatus.put(status, Mapping.of(response, plain.at(status)).members()));
        own(operation, byStatus);
        Place place = operation.at("fails");
        for (String status : shared(path, operation, callers)) {
            byStatus.putIfAbsent(status, failures.shared(status, place));
        }
        if (names(operation, TAGGED)) {
            byStatus.putIfAbsent("304", Map.of("$ref", "#/components/responses/NotModified"));
        }
        return byStatus;
    }

    private static List<String> shared(String path, Mapping operation, Callers callers) {
        List<String> shared = new ArrayList<>(OF_ALL);
        if (path.startsWith(API)) {
            shared.addAll(OF_THE_API);
        }
        if (path.contains("{")) {
            shared.add("404");
        }
        if (operation.has("body") || operation.has("requestBody")) {
            shared.add("415");
        }
        if (callers.mayBeKnown()) {
            shared.addAll(List.of("401", "403"));
        }
        if (names(operation, ONCE)) {
            shared.add("409");
        }
        return shared;
    }

    private void own(Mapping operation, Map<String, Object> byStatus) {
        Place place = operation.at("fails");
        for (Object failure : operation.list("fails")) {
            if (failure instanceof Map<?, ?>) {
                Map.Entry<String, @Nullable Object> only = Mapping.of(failure, place).only();
                Mapping own = Mapping.of(only.getValue(), place.in(only.getKey()));
                byStatus.put(
                        only.getKey(),
                        own.has("type") ? answer("", own, "") : Failures.response(own));
            } else {
                String status = String.valueOf(failure);
                byStatus.put(status, failures.shared(status, place));
            }
        }
    }

    private Map<String, @Nullable Object> success(String path, Mapping operation, Success success) {
        Object node = operation.get(success.key());
        if ("Done".equals(node)) {
            return new LinkedHashMap<>(Map.of("$ref", "#/components/responses/Done"));
        }
        Place place = operation.at(success.key());
        Mapping written =
                Mapping.of(node instanceof String type ? Map.of("type", type) : node, place);
        Map<String, @Nullable Object> answer =
                answer(
                        path,
                        success.isList() ? list(written, success) : written,
                        success.description);
        Map<String, Object> headers = Failures.headers(written.mapping("headers"));
        if (names(operation, TAGGED)) {
            headers.putAll(Failures.headers(Mapping.of(Map.of("ETag", "ETag"), place)));
        }
        if (names(operation, ONCE)) {
            headers.putAll(
                    Failures.headers(
                            Mapping.of(
                                    Map.of("Idempotency-Replayed", "IdempotencyReplayed"), place)));
        }
        if (!headers.isEmpty()) {
            answer.put("headers", headers);
        }
        return answer;
    }

    private static Mapping list(Mapping written, Success success) {
        Map.Entry<String, @Nullable Object> only = written.only();
        Map<String, @Nullable Object> items = new LinkedHashMap<>();
        items.put("type", "array");
        items.put("items", only.getValue());
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(only.getKey(), items);
        properties.put(success.rest, success == Success.PAGE ? "Pagination" : "NextCursor");
        return Mapping.of(Map.of("properties", properties), written.place());
    }

    /// An answer in JSON with its example, in the envelope if it is of the API.
    private Map<String, @Nullable Object> answer(String path, Mapping written, String otherwise) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(written.members());
        rest.keySet().removeAll(OF_ANSWERS);
        Object schema = schemas.of(rest, ExpandSchema.Use.ANSWER, written.place());
        Object example = MakeExample.answered(expanded, schema, written.place());
        if (written.has("example")) {
            example = MakeExample.changed(example, written.get("example"));
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("description", written.text("description", described(rest, otherwise)));
        answer.put(
                "content",
                path.startsWith(API)
                        ? Failures.json(envelope(schema), exampleInEnvelope(example))
                        : Failures.json(schema, example));
        return answer;
    }

    private String described(Map<String, @Nullable Object> type, String otherwise) {
        return expanded.get(String.valueOf(type.get("type"))) instanceof Map<?, ?> schema
                        && schema.get("description") instanceof String description
                ? description
                : otherwise;
    }

    private static Map<String, Object> envelope(Object schema) {
        return Map.of(
                "allOf",
                List.of(
                        Map.of("$ref", ExpandSchema.SCHEMAS + "Success"),
                        Map.of("properties", Map.of("data", schema))));
    }

    private static Map<String, @Nullable Object> exampleInEnvelope(@Nullable Object example) {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        whole.put("success", true);
        whole.put("data", example);
        return whole;
    }

    private static boolean names(Mapping operation, String parameter) {
        return operation.list("parameters").contains(parameter);
    }
}
