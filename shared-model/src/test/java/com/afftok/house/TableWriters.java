package com.afftok.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds the sources whose statements change a table: in SQL, in the DSL of jOOQ, or as a subclass
/// that gives its superclass the statements and the table.
public final class TableWriters {

    private static final Pattern CHANGE =
            Pattern.compile(
                    """
                    \\binsert\\s+into\\s+([a-z_]+)(?=\\s*\\(|\\s+(?:as|select|values|default|overriding)\\b)\
                    |\\bdelete\\s+from\\s+([a-z_]+)\
                    |\\bmerge\\s+into\\s+([a-z_]+)\
                    |\\bcopy\\s+([a-z_]+)(?=\\s*\\(|\\s+from\\s+stdin\\b)\
                    |\\bupdate\\s+([a-z_]+)(?=\\s+(?:as\\s+)?(?:[a-z]+\\s+)?set\\b)\
                    |\\b(?:insertInto|mergeInto|deleteFrom|update)\\(\\s*table\\(\\s*"([a-z_]+)(?:\\s+[a-z]+)?"\
                    |\\bsuper\\(\\s*statements,\\s*"([a-z_]+)"\
                    """);

    private TableWriters() {}

    /// The production sources of every module below a folder that change each table.
    public static Map<String, Set<Path>> below(Path root) {
        try (Stream<Path> folders = Files.walk(root, 4)) {
            return in(folders.filter(folder -> folder.endsWith("src/main")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Set<Path>> in(List<Path> folders) {
        Map<String, Set<Path>> writers = new TreeMap<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(TableWriters::isSource).toList()) {
                    tables(Files.readString(file))
                            .forEach(table ->
                                    writers.computeIfAbsent(table, _ -> new TreeSet<>()).add(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return writers;
    }

    private static Stream<String> tables(String source) {
        return CHANGE.matcher(source).results().map(TableWriters::table);
    }

    private static String table(MatchResult change) {
        return IntStream.rangeClosed(1, change.groupCount())
                .mapToObj(change::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java") || file.toString().endsWith(".sql");
    }
}
