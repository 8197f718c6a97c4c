package com.afftok.shared.schema;

/// How far the schema of a database is: the number of the newest migration that was applied.
///
/// @param number 0 for a database without schema
public record SchemaVersion(int number) {

    /// What the services need at least. They go on with a newer schema: while a new version is
    /// deployed, services of the version before still run.
    public static final SchemaVersion NEEDED = new SchemaVersion(9);

    /// Returns the number; fails with [#NO_SCHEMA] in a database without schema.
    public static final String QUERY =
            """
            select coalesce(max(version::integer), 0) as version
              from flyway_schema_history
             where success and version is not null
            """;

    /// The SQL state of a table that is not there.
    public static final String NO_SCHEMA = "42P01";

    public SchemaVersion {
        if (number < 0) {
            throw new IllegalArgumentException("no schema has version " + number);
        }
    }

    /// Whether the services run on it.
    public boolean suffices() {
        return number >= NEEDED.number;
    }

    /// What is wrong with a database whose schema does not suffice, and what to do.
    public String problem() {
        return (number == 0 ? "has no schema" : "has schema version " + number)
                + ", and version %d is needed: run ./afftok migrate".formatted(NEEDED.number);
    }
}
