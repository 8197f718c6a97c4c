package com.afftok.shared.schema;

/// The version of a database's schema: the number of the newest applied migration.
///
/// @param number 0 for a database without schema
public record SchemaVersion(int number) {

    /// The minimum that the services need. They also run with a newer schema, because during a
    /// deployment the previous version still runs.
    public static final SchemaVersion NEEDED = new SchemaVersion(29);

    /// Returns the number; fails with [#NO_SCHEMA] in a database without schema.
    public static final String QUERY =
            """
            select coalesce(max(version::integer), 0) as version
              from flyway_schema_history
             where success and version is not null
            """;

    /// The SQL state of a missing table.
    public static final String NO_SCHEMA = "42P01";

    public SchemaVersion {
        if (number < 0) {
            throw new IllegalArgumentException("no schema has version " + number);
        }
    }

    /// Whether the services run with it.
    public boolean suffices() {
        return number >= NEEDED.number;
    }

    /// What is wrong with an older schema, and what to do.
    public String problem() {
        return (number == 0 ? "has no schema" : "has schema version " + number)
                + ", and version %d is needed: run ./afftok migrate".formatted(NEEDED.number);
    }
}
