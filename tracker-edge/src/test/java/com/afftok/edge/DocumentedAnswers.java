package com.afftok.edge;

import com.afftok.document.DocumentedAnswer;
import com.afftok.document.OpenApi;
import com.afftok.shared.document.EdgeDocument;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Checks an edge's answers against its OpenAPI document, and that the document is complete.
final class DocumentedAnswers {

    static final OpenApi DOCUMENT =
            new OpenApi(new String(EdgeDocument.read(), StandardCharsets.UTF_8));

    /// Used by the error pages alone.
    private static final Set<String> OUR_OWN = Set.of("/error.css");

    private static final Set<String> METHODS = Set.of("GET", "POST");

    private DocumentedAnswers() {}

    /// The answer, if it is as documented.
    static <T> HttpResponse<T> checked(HttpResponse<T> answer) {
        String method = answer.request().method();
        String path = answer.request().uri().getPath();
        boolean documented = DOCUMENT.find(method, path).isPresent();
        if (answer.statusCode() < 400
                && !documented
                && METHODS.contains(method)
                && !OUR_OWN.contains(path)) {
            throw new AssertionError(method + " " + path + " is not documented");
        }
        DocumentedAnswer.check(DOCUMENT, answer);
        return answer;
    }
}
