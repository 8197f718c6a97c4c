package com.afftok.shared.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The OpenAPI document of the edge, which the edge serves and the management API shows beside its
/// own.
public final class EdgeDocument {

    private static final String RESOURCE = "/edge/openapi.yml";

    private EdgeDocument() {}

    /// The document as YAML in UTF-8.
    public static byte[] read() {
        try (InputStream in = EdgeDocument.class.getResourceAsStream(RESOURCE)) {
            return Objects.requireNonNull(in, RESOURCE).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
