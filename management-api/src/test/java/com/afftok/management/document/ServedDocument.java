package com.afftok.management.document;

import com.afftok.document.OpenApi;

/// The document that the API serves, read once.
public final class ServedDocument {

    private static final OpenApi DOCUMENT = new OpenApi(new OpenApiDocument().text());

    private ServedDocument() {}

    public static OpenApi get() {
        return DOCUMENT;
    }
}
