package com.afftok.management.document;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The OpenAPI document, put together from the parts in the folder `openapi` of the resources.
///
/// `document.yml` is the frame. All `*.paths.yml` follow its line `paths:`, and all `*.schemas.yml`
/// its end, which is `components.schemas`; in the order of their names, and each part indented as
/// it stands in the whole. [ListRefusals] adds the answers that operations have in common.
@Singleton
public final class OpenApiDocument {

    private static final String FOLDER = "/openapi";
    private static final String PATHS = "\npaths:\n";

    private final String text = read();

    /// The whole as YAML.
    public String text() {
        return text;
    }

    private static String read() {
        URL folder = Objects.requireNonNull(OpenApiDocument.class.getResource(FOLDER));
        try {
            URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) {
                return assembled(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return assembled(jar.getPath(FOLDER));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String assembled(Path folder) throws IOException {
        String frame = Files.readString(folder.resolve("document.yml"));
        return frame.replace(PATHS, PATHS + ListRefusals.in(parts(folder, ".paths.yml")))
                + parts(folder, ".schemas.yml");
    }

    private static String parts(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> parts =
                    files.filter(file -> file.getFileName().toString().endsWith(ending))
                            .sorted()
                            .toList();
            return parts.stream().map(OpenApiDocument::content).collect(Collectors.joining());
        }
    }

    private static String content(Path part) {
        try {
            return Files.readString(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
