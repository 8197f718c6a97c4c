package com.afftok.local;

import com.afftok.shared.config.DatabaseUrl;
import org.flywaydb.core.Flyway;

/// The schema of the platform, brought up to date.
public final class Migrations {

    private static final int MOST_WAITS_FOR_ANOTHER_MIGRATION = 60;

    private Migrations() {}

    /// Applies what is missing; several processes may do so at once.
    ///
    /// @throws org.flywaydb.core.api.FlywayException if the database is not reachable, was made by
    ///   a newer version, or refuses
    public static void apply(DatabaseUrl database) {
        Flyway.configure()
                .loggers("slf4j")
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("classpath:db/migration")
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .lockRetryCount(MOST_WAITS_FOR_ANOTHER_MIGRATION)
                .load()
                .migrate();
    }
}
