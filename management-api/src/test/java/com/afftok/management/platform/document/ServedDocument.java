package com.afftok.management.platform.document;

import com.afftok.document.DocumentedAnswer;
import com.afftok.document.OpenApi;
import java.net.http.HttpResponse;

/// The document that the API serves, read once.
public final class ServedDocument {

    private static final OpenApi DOCUMENT = new OpenApi(new OpenApiDocument().text());

    private ServedDocument() {}

    public static OpenApi get() {
        return DOCUMENT;
    }

    /// Returns if the answer is as documented, or of no documented operation.
    ///
    /// @throws AssertionError if it is not, or its status is not documented
    public static void check(HttpResponse<?> answer) {
        String status = Integer.toString(answer.statusCode());
        DOCUMENT.find(answer.request().method(), answer.request().uri().getPath())
                .filter(operation -> !operation.node().path("responses").has(status))
                .ifPresent(operation -> {
                    throw new AssertionError(operation + " doesn't list its answer " + status);
                });
        DocumentedAnswer.check(DOCUMENT, answer);
    }
}
