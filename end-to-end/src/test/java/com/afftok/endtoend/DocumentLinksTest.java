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
/// headings, every decision is in the list of decisions, and tests that are named exist.
final class DocumentLinksTest {

    private static final Pattern LINK =
            Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)]+))?\\)");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

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
