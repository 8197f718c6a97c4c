package com.afftok.management.platform.document.expand;

import com.afftok.document.OpenApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A small document with all features of parts, in the folder `things` of the resources.
final class Things {

    private static final String OTHER = "other.yml";

    private Things() {}

    static OpenApi expanded() {
        return new OpenApi(ExpandDocument.of(Things::read));
    }

    /// With another part, `other.yml`.
    static OpenApi with(String part) {
        return new OpenApi(
                ExpandDocument.of(name ->
                        switch (name) {
                            case OTHER -> part;
                            case "document.yml" ->
                                    read(name).replace("parts: [thing]", "parts: [thing, other]");
                            default -> read(name);
                        }));
    }

    private static String read(String name) {
        try (InputStream text = Things.class.getResourceAsStream("/things/" + name)) {
            return new String(
                    Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
