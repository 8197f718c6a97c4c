package com.afftok.management.platform.document.expand;

import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The answers of failures: those shared by operations, by status, and those of one operation.
final class Failures {

    private static final String REFERENCE = "#/components/responses/";
    private static final Set<String> KEYS =
            Set.of("status", "description", "code", "message", "details", "existing", "headers");
    private static final String REQUEST_ID = "req_65a1f0c2b3d4e5f60718293a";

    private final Map<String, String> names = new TreeMap<>();
    private final Map<String, Object> responses = new LinkedHashMap<>();

    /// @param shared by name, each with its status
    Failures(Mapping shared) {
        shared.forEach((name, node) -> {
            Mapping failure = Mapping.of(node, shared.at(name));
            names.put(String.valueOf(failure.get("status")), name);
            responses.put(name, response(failure));
        });
    }

    /// The responses that operations refer to.
    Map<String, Object> responses() {
        return responses;
    }

    Object shared(String status, Place place) {
        String name = names.get(status);
        if (name == null) {
            throw place.fault("no failure has the status " + status);
        }
        return Map.of("$ref", REFERENCE + name);
    }

    /// A failure with its example; without a code it is a response of OpenAPI.
    static Map<String, @Nullable Object> response(Mapping failure) {
        if (!failure.has("code")) {
            return failure.members();
        }
        failure.knowing(KEYS);
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("code", failure.text("code"));
        error.put("message", failure.text("message"));
        if (failure.has("details")) {
            error.put("details", details(failure.mapping("details")));
        }
        if (failure.has("existing")) {
            error.put("existing", failure.get("existing"));
        }
        Map<String, @Nullable Object> example = new LinkedHashMap<>();
        example.put("success", false);
        example.put("error", error);
        example.put("request_id", REQUEST_ID);
        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        response.put("description", failure.text("description"));
        if (failure.has("headers")) {
            response.put("headers", headers(failure.mapping("headers")));
        }
        response.put("content", json(Map.of("$ref", ExpandSchema.SCHEMAS + "Failure"), example));
        return response;
    }

    /// JSON as the content of a request or an answer.
    static Map<String, Object> json(Object schema, @Nullable Object example) {
        Map<String, @Nullable Object> media = new LinkedHashMap<>();
        media.put("schema", schema);
        media.put("example", example);
        return Map.of("application/json", media);
    }

    /// Headers by name, each with the name of a shared one.
    static Map<String, Object> headers(Mapping names) {
        Map<String, Object> headers = new LinkedHashMap<>();
        names.forEach((header, name) ->
                headers.put(header, Map.of("$ref", "#/components/headers/" + name)));
        return headers;
    }

    /// @param byField the codes of problems without parameters
    private static List<Object> details(Mapping byField) {
        List<Object> details = new ArrayList<>();
        byField.forEach((field, code) -> {
            Detail problem =
                    Problem.valueOf(String.valueOf(code).toUpperCase(Locale.ROOT)).with(field);
            Map<String, @Nullable Object> detail = new LinkedHashMap<>();
            detail.put("field", field);
            detail.put("code", problem.code());
            detail.put("params", problem.params());
            detail.put("message", problem.message());
            details.add(detail);
        });
        return details;
    }
}
