package com.afftok.edge.http;

import com.afftok.shared.document.EdgeDocument;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;

/// `GET` and `HEAD /api/openapi.yml`: the OpenAPI document of the edge.
public final class DocumentRoute {

    private static final String PATH = "/api/openapi.yml";

    private final KeptFile document;

    public DocumentRoute(Answer answer) {
        this.document = new KeptFile(answer, "application/yaml", EdgeDocument.read());
    }

    public void mount(Router router) {
        router.route(PATH)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(at -> document.serve(at.request()));
    }
}
