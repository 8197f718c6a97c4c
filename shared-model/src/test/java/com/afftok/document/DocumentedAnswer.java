package com.afftok.document;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// Checks an answer against the document's entry for its method, path and status.
public final class DocumentedAnswer {

    /// Statuses that any operation may answer without documenting them.
    private static final Set<Integer> EVERYWHERE =
            Set.of(405, 406, 413, 414, 415, 429, 431, 500, 503);

    private static final String JSON = "application/json";

    private DocumentedAnswer() {}

    /// Returns if the answer is as documented, or of no documented operation.
    ///
    /// @throws AssertionError if it is not
    public static void check(OpenApi document, HttpResponse<?> answer) {
        String method = answer.request().method();
        String path = answer.request().uri().getPath();
        document.find(method, path).ifPresent(operation -> check(document, operation, answer));
    }

    private static void check(
            OpenApi document, OpenApi.Operation operation, HttpResponse<?> answer) {
        int status = answer.statusCode();
        JsonNode declared = operation.node().path("responses").path(Integer.toString(status));
        if (declared.isMissingNode() && EVERYWHERE.contains(status)) {
            declared = document.at("#/components/responses/Invalid");
        }
        if (declared.isMissingNode()) {
            throw wrong(operation, answer, "a status that is not documented");
        }
        JsonNode content = document.resolved(declared).path("content");
        if (content.isMissingNode()) {
            if (!text(answer).isEmpty()) {
                throw wrong(operation, answer, "a body, which is not documented");
            }
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        JsonNode media = content.path(type);
        if (media.isMissingNode()) {
            throw wrong(operation, answer, "an undocumented media type: " + type);
        }
        if (type.equals(JSON)) {
            List<String> problems =
                    document.problems(media.path("schema"), OpenApi.json(text(answer)));
            if (!problems.isEmpty()) {
                throw wrong(operation, answer, problems.stream().collect(joining("\n  ")));
            }
        }
    }

    private static AssertionError wrong(
            OpenApi.Operation operation, HttpResponse<?> answer, String problem) {
        return new AssertionError(
                "%s answers %d with what its documentation does not say:%n  %s%n  %s"
                        .formatted(operation, answer.statusCode(), problem, text(answer)));
    }

    private static String text(HttpResponse<?> answer) {
        return answer.body() instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : String.valueOf(answer.body());
    }
}
