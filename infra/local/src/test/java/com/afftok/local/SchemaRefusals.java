package com.afftok.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// Rows that the database must refuse, and the constraint that must do it. Each is a valid row with
/// one change.
///
/// A table begins with its name and a valid row, one `column = value` per line; then come lines
/// `constraint | column = value; column = value` with changes, or `constraint | statement`.
final class SchemaRefusals {

    /// A statement and the constraint that refuses it.
    record Refused(String constraint, String statement) {}

    private static final Pattern STATEMENT = Pattern.compile("(update|delete|truncate|alter) ");

    private final Map<String, String> good = new LinkedHashMap<>();
    private final List<Refused> refused = new ArrayList<>();

    private SchemaRefusals() {}

    /// Rows of every table to which the others refer.
    static String fixture() throws IOException {
        return resource("schema-fixture.sql");
    }

    static SchemaRefusals read() throws IOException {
        return parse(resource("schema-refusals.txt"));
    }

    private static String resource(String name) throws IOException {
        try (var in =
                Objects.requireNonNull(SchemaRefusals.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static SchemaRefusals parse(String text) {
        var all = new SchemaRefusals();
        String table = "";
        var row = new LinkedHashMap<String, String>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.isEmpty()) {
                continue;
            }
            if (line.contains(" | ")) {
                String[] parts = line.split(" \\| ", 2);
                all.refused.add(new Refused(parts[0].strip(), statement(table, row, parts[1])));
            } else if (line.contains(" = ")) {
                put(line, row);
                all.good.put(table, insert(table, row));
            } else {
                table = line;
                row.clear();
            }
        }
        return all;
    }

    /// By table, a row that is accepted, as an INSERT.
    Map<String, String> good() {
        return good;
    }

    List<Refused> refused() {
        return refused;
    }

    private static String statement(String table, Map<String, String> row, String change) {
        if (STATEMENT.matcher(change).lookingAt()) {
            return change;
        }
        var wrong = new LinkedHashMap<>(row);
        for (String assignment : change.split("; ", -1)) {
            put(assignment, wrong);
        }
        return insert(table, wrong);
    }

    private static void put(String assignment, Map<String, String> row) {
        String[] parts = assignment.split(" = ", 2);
        row.put(parts[0].strip(), parts[1].strip());
    }

    private static String insert(String table, Map<String, String> row) {
        return "insert into %s (%s) values (%s)"
                .formatted(table, String.join(", ", row.keySet()), String.join(", ", row.values()));
    }
}
