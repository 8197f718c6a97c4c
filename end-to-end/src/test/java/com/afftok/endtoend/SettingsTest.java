package com.afftok.endtoend;

import static java.nio.file.FileVisitOption.FOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The documentation lists exactly the existing settings.
final class SettingsTest {

    private static final Pattern CONSTANT = Pattern.compile("\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\"");
    private static final Pattern FIRST_COLUMN = Pattern.compile("(?m)^\\| ([^|]*) \\|");
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`");

    @ParameterizedTest
    @CsvSource({
        "the launcher, infra/local",
        "the edge, tracker-edge",
        "the API, management-api",
    })
    void are_the_same_in_the_code_and_in_the_operators_page(String program, String module)
            throws Exception {
        assertThat(documented("Settings of " + program)).isEqualTo(read(module));
    }

    /// The names in the first columns of the tables under a heading.
    private static Set<String> documented(String heading) throws IOException {
        String page = Files.readString(Launcher.ROOT.resolve("docs/OPERATIONS.md"));
        assertThat(page).contains("\n## " + heading + "\n");
        String section = page.split("\n## " + heading + "\n", 2)[1].split("\n## ", 2)[0];
        Set<String> names = new TreeSet<>();
        Matcher rows = FIRST_COLUMN.matcher(section);
        while (rows.find()) {
            addAll(NAME.matcher(rows.group(1)), names);
        }
        return names;
    }

    /// The names in the sources that read an [com.afftok.shared.config.Environment].
    private static Set<String> read(String module) throws IOException {
        Set<String> names = new TreeSet<>();
        Path sources = Launcher.ROOT.resolve(module).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(sources, FOLLOW_LINKS)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(SettingsTest::text)
                    .filter(text -> text.contains("com.afftok.shared.config.Environment;"))
                    .forEach(text -> addAll(CONSTANT.matcher(text), names));
        }
        return names;
    }

    private static void addAll(Matcher names, Set<String> found) {
        while (names.find()) {
            found.add(names.group(1));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
