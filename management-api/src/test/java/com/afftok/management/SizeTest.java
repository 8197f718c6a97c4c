package com.afftok.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Limits the size of adding a resource or a field.
final class SizeTest {

    private static final Logger LOG = LoggerFactory.getLogger(SizeTest.class);

    private static final Path SOURCES = Path.of("src", "main");

    private static final Pattern FIELD = Pattern.compile("holding_days|holdingDays");

    @Test
    void the_smallest_resource_takes_at_most_350_lines_with_its_document() {
        long lines =
                sources().stream()
                        .filter(SizeTest::isOfNetworks)
                        .mapToLong(source -> lines(source).size())
                        .sum();

        LOG.atInfo().addKeyValue("lines", lines).log("size of the resource network");
        assertThat(lines).isBetween(100L, 350L);
    }

    private static boolean isOfNetworks(Path source) {
        return source.toString().contains("/network.") || isIn("network", source);
    }

    private static boolean isIn(String room, Path source) {
        return source.toString().contains("/" + room + "/");
    }

    @Test
    void a_field_of_an_offer_stands_on_at_most_14_lines() {
        long lines =
                sources().stream()
                        .filter(source -> !isIn("conversion", source))
                        .flatMap(source -> lines(source).stream())
                        .filter(line -> FIELD.matcher(line).find())
                        .count();

        LOG.atInfo().addKeyValue("lines", lines).log("size of the field holding_days");
        assertThat(lines).isBetween(2L, 14L);
    }

    /// Such a filter prevents good plans; jOOQ omits absent filters.
    @Test
    void no_fixed_statement_has_a_filter_that_may_be_absent() {
        Pattern absent = Pattern.compile("cast\\(:\\w+ as \\w+\\) is null");

        assertThat(sources())
                .filteredOn(source ->
                        lines(source).stream().anyMatch(line -> absent.matcher(line).find()))
                .isEmpty();
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*[.](java|yml)"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
