package com.afftok.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// The rules of style that can be checked on the sources of the current module.
public final class SourceRules {

    static final int MAX_LINES = 400;

    private static final Pattern OPEN_END =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|HA" + "CK)\\b");
    private static final Pattern OLD_DOC = Pattern.compile("^\\s*/\\*" + "\\*");
    private static final Pattern STAR_IMPORT = Pattern.compile("^import .*\\*;");
    private static final Path CLOSING = Path.of("party", "closing", "CloseRepository.java");

    private final Path module;

    SourceRules(Path module) {
        this.module = module;
    }

    static Stream<DynamicTest> tests() {
        SourceRules rules = new SourceRules(Path.of(System.getProperty("basedir", ".")));
        return Stream.of(
                test("a file has at most " + MAX_LINES + " lines", rules.longFiles()),
                test("every package says what it is and is @NullMarked", rules.vaguePackages()),
                test("nothing is left to be done", rules.openEnds()),
                test("doc comments begin with ///", rules.oldDocComments()),
                test("every import names its class", rules.starImports()),
                test("a table is written by one package alone", rules.sharedTables()));
    }

    List<Path> longFiles() {
        return sources(file -> lines(file).size() > MAX_LINES);
    }

    List<Path> vaguePackages() {
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            return files.filter(Files::isDirectory)
                    .filter(SourceRules::holdsClasses)
                    .filter(folder -> !isDescribed(folder.resolve("package-info.java")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Path> openEnds() {
        return filesWith(OPEN_END);
    }

    List<Path> oldDocComments() {
        return filesWith(OLD_DOC);
    }

    List<Path> starImports() {
        return filesWith(STAR_IMPORT);
    }

    /// Tables that statements of more than one package change, with those packages. The statements
    /// that close a user are in one place, so that what is removed can be read at once.
    List<String> sharedTables() {
        List<String> shared = new ArrayList<>();
        TableWriters.in(List.of(module.resolve("src/main")))
                .forEach((table, writers) -> {
                    Set<Path> packages = new TreeSet<>();
                    writers.stream()
                            .filter(file -> !file.endsWith(CLOSING))
                            .forEach(file -> packages.add(file.getParent()));
                    if (packages.size() > 1) {
                        shared.add(table + " by " + packages);
                    }
                });
        return shared;
    }

    private List<Path> filesWith(Pattern pattern) {
        return sources(file -> lines(file).stream().anyMatch(line -> pattern.matcher(line).find()));
    }

    private static DynamicTest test(String rule, List<?> offenders) {
        return DynamicTest.dynamicTest(rule, () -> assertThat(offenders).as(rule).isEmpty());
    }

    private List<Path> sources(Predicate<Path> filter) {
        try (Stream<Path> files = Files.walk(module.resolve("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(filter)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holdsClasses(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isDescribed(Path packageInfo) {
        return Files.exists(packageInfo)
                && lines(packageInfo).getFirst().startsWith("/// ")
                && lines(packageInfo).contains("@NullMarked");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
