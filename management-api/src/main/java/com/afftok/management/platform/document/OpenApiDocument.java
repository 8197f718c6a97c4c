package com.afftok.management.platform.document;

import com.afftok.management.platform.document.expand.ExpandDocument;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The OpenAPI document, expanded from the resource folder `openapi`: the frame `document.yml` and
/// one file for each resource, in the order given by the frame.
@Singleton
public final class OpenApiDocument {

    private static final String FOLDER = "/openapi/";

    private final String text = ExpandDocument.of(OpenApiDocument::read);

    /// The document as YAML.
    public String text() {
        return text;
    }

    private static String read(String name) {
        try (InputStream part = OpenApiDocument.class.getResourceAsStream(FOLDER + name)) {
            if (part == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(part.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
