package com.afftok.shared.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SchemaVersionTest {

    @Test
    void is_that_of_the_newest_migration_and_none_is_missing() throws Exception {
        assertThat(migrations())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, SchemaVersion.NEEDED.number()).boxed().toList());
    }

    @Test
    void suffices_from_what_is_needed_on() {
        int needed = SchemaVersion.NEEDED.number();

        assertThat(new SchemaVersion(needed - 1).suffices()).isFalse();
        assertThat(new SchemaVersion(needed).suffices()).isTrue();
        assertThat(new SchemaVersion(needed + 1).suffices()).isTrue();
    }

    @Test
    void says_what_to_do_in_one_line() {
        assertThat(new SchemaVersion(0).problem())
                .startsWith("has no schema, ")
                .endsWith("is needed: run ./afftok migrate");
        assertThat(new SchemaVersion(3).problem()).startsWith("has schema version 3, ");
    }

    /// The migrations' numbers, in order.
    private static List<Integer> migrations() throws Exception {
        URI folder =
                Objects.requireNonNull(SchemaVersionTest.class.getResource("/db/migration"))
                        .toURI();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("V"))
                    .map(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .sorted()
                    .toList();
        }
    }
}
