package com.afftok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every relative link in a document leads to an existing file and, with a fragment, to one of its
/// headings, every decision is in the list of decisions, every package is in the tables of
/// packages, and tests that are named exist.
final class DocumentLinksTest {

    private static final Pattern LINK =
            Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)]+))?\\)");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern FOLDERS = Pattern.compile("(?m)^\\| (`[^|]*`) \\|");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    /// The packages of each table of packages, in the order of the tables.
    private static final List<String> MODULES =
            List.of(
                    "tracker-edge/src/main/java/com/afftok/edge",
                    "management-api/src/main/java/com/afftok/management",
                    "shared-model/src/main/java/com/afftok/shared");

    @Test
    void lead_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
                links++;
                if (!leadsSomewhere(document, link)) {
                    broken.add(Launcher.ROOT.relativize(document) + ": " + link.group());
                }
            }
        }

        assertThat(links).isGreaterThan(50);
        assertThat(broken).isEmpty();
    }

    @Test
    void every_decision_is_in_the_list() throws IOException {
        Path folder = Launcher.ROOT.resolve("docs/adr");
        String list = Files.readString(folder.resolve("README.md"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.matches("\\d{4}-.*"))
                    .hasSizeGreaterThan(50)
                    .allSatisfy(name ->
                            assertThat(list)
                                    .contains(
                                            "| [%s](%s) |".formatted(name.substring(0, 4), name)));
        }
    }

    @Test
    void the_tables_of_packages_list_each_package_once() throws IOException {
        String[] tables =
                Files.readString(Launcher.ROOT.resolve("docs/ARCHITECTURE.md"))
                        .split("\\| folder \\| contents \\|\n\\| --- \\| --- \\|\n");

        assertThat(tables).hasSize(MODULES.size() + 1);
        for (int i = 0; i < MODULES.size(); i++) {
            assertThat(folders(tables[i + 1]))
                    .as(MODULES.get(i))
                    .containsExactlyInAnyOrderElementsOf(
                            packages(Launcher.ROOT.resolve(MODULES.get(i))));
        }
    }

    /// The folders in the first column of the table with which a text begins.
    private static List<String> folders(String text) {
        return FOLDERS.matcher(text.split("\n\n", 2)[0])
                .results()
                .flatMap(row -> Stream.of(row.group(1).split(", ")))
                .map(folder -> folder.replace("`", ""))
                .toList();
    }

    /// The folders below a package that contain classes.
    private static List<String> packages(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .map(file -> root.relativize(Objects.requireNonNull(file.getParent())))
                    .map(Path::toString)
                    .filter(folder -> !folder.isEmpty())
                    .distinct()
                    .toList();
        }
    }

    @Test
    void tests_that_the_statement_on_security_names_exist() throws IOException {
        Map<String, String> tests = new HashMap<>();
        try (Stream<Path> files = Files.walk(Launcher.ROOT)) {
            for (Path file : files.filter(file -> file.toString().endsWith("Test.java")).toList()) {
                tests.merge(
                        file.getFileName().toString().replace(".java", ""),
                        Files.readString(file),
                        String::concat);
            }
        }

        List<String> missing = new ArrayList<>();
        List<MatchResult> named =
                TEST.matcher(Files.readString(Launcher.ROOT.resolve("docs/SECURITY.md")))
                        .results()
                        .toList();
        for (MatchResult test : named) {
            if (!tests.getOrDefault(test.group(1), "").contains(" " + test.group(2) + "(")) {
                missing.add(test.group());
            }
        }

        assertThat(named).hasSizeGreaterThan(60);
        assertThat(missing).isEmpty();
    }

    private static boolean leadsSomewhere(Path document, MatchResult link) throws IOException {
        String file = link.group(1);
        Path target =
                file.isEmpty()
                        ? document
                        : Objects.requireNonNull(document.getParent()).resolve(file);
        if (!Files.exists(target)) {
            return false;
        }
        String fragment = link.group(2);
        return fragment == null
                || HEADING.matcher(Files.readString(target))
                        .results()
                        .anyMatch(heading -> anchor(heading.group(1)).equals(fragment));
    }

    /// The fragment of a heading.
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
    }

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String folder : List.of("", "docs", "docs/adr", "infra/geoip")) {
            try (Stream<Path> files = Files.list(Launcher.ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
            }
        }
        return documents;
    }
}
