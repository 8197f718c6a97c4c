package com.afftok.edge;

import com.afftok.document.DocumentedAnswer;
import com.afftok.document.OpenApi;
import com.afftok.shared.document.EdgeDocument;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Holds what an edge answers against its OpenAPI document, and sees that there is nothing that it
/// doesn't mention.
final class DocumentedAnswers {

    static final OpenApi DOCUMENT =
            new OpenApi(new String(EdgeDocument.read(), StandardCharsets.UTF_8));

    /// Of the error pages, and for nobody else.
    private static final Set<String> OUR_OWN = Set.of("/error.css");

    private static final Set<String> METHODS = Set.of("GET", "POST");

    private DocumentedAnswers() {}

    /// The answer itself, where it is as documented.
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
