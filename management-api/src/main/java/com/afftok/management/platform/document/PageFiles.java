package com.afftok.management.platform.document;

import com.afftok.shared.document.EdgeDocument;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The files of the documentation page: two of our own, the edge's document, and Swagger UI.
@Singleton
final class PageFiles {

    static final String INDEX = "index.html";

    private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private final Map<String, CompressedText> files;

    PageFiles() {
        String swagger = "/META-INF/resources/webjars/swagger-ui/" + version() + '/';
        String ours = "/docs/";
        MediaType script = MediaType.of("text/javascript; charset=utf-8");
        this.files =
                Map.of(
                        INDEX,
                        file(ours + INDEX, MediaType.of("text/html; charset=utf-8")),
                        "start.js",
                        file(ours + "start.js", script),
                        "swagger-ui-bundle.js",
                        file(swagger + "swagger-ui-bundle.js", script),
                        "swagger-ui.css",
                        file(swagger + "swagger-ui.css", MediaType.of("text/css; charset=utf-8")),
                        "favicon-32x32.png",
                        file(swagger + "favicon-32x32.png", MediaType.IMAGE_PNG_TYPE),
                        "edge.yml",
                        CompressedText.of(
                                new ByteArrayInputStream(EdgeDocument.read()),
                                DocumentController.YAML));
    }

    @Nullable CompressedText find(String name) {
        return files.get(name);
    }

    private static String version() {
        try (InputStream in = resource(WEBJAR)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CompressedText file(String resource, MediaType type) {
        return CompressedText.of(resource(resource), type);
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(PageFiles.class.getResourceAsStream(name), name);
    }
}
