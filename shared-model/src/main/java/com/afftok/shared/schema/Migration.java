package com.afftok.shared.schema;

import com.afftok.shared.config.DatabaseUrl;
import java.time.Duration;
import java.util.Map;

/// The rules of a migration, which the API's command `migrate` and the launcher follow with Flyway.
///
/// @param owner the URL with the role that owns the schema
/// @param tableWait limit for a lock on a table. Later statements on the table wait behind it.
public record Migration(DatabaseUrl owner, Duration tableWait) {

    /// The folder of the scripts on the class path.
    public static final String SCRIPTS = "db/migration";

    /// Grants a role, its parameter, the rights of the services.
    public static final String GRANT = "select grant_service_rights(?)";

    private static final Duration TABLE_WAIT = Duration.ofSeconds(10);
    private static final int MOST_WAITS_FOR_ANOTHER_MIGRATION = 60;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    public Migration(DatabaseUrl owner) {
        this(owner, TABLE_WAIT);
    }

    /// The configuration of Flyway, which must also have no transactional lock: an open transaction
    /// during the migration would block `create index concurrently`.
    ///
    /// @param locations of scripts, separated by commas
    public Map<String, String> flyway(String locations) {
        return Map.of(
                "flyway.loggers",
                "slf4j",
                "flyway.url",
                owner.jdbcUrl(),
                "flyway.user",
                owner.user(),
                "flyway.password",
                owner.password(),
                "flyway.locations",
                locations,
                "flyway.failOnMissingLocations",
                "true",
                "flyway.validateMigrationNaming",
                "true",
                "flyway.initSql",
                "set lock_timeout = " + tableWait.toMillis(),
                "flyway.lockRetryCount",
                Integer.toString(MOST_WAITS_FOR_ANOTHER_MIGRATION));
    }

    /// The configuration of Flyway with the scripts of this version.
    public Map<String, String> flyway() {
        return flyway("classpath:" + SCRIPTS);
    }

    /// The reason of a failure, on one line.
    ///
    /// @param sqlState of the refused statement; empty if none was refused
    /// @param message of the driver or Flyway
    public String reason(String sqlState, String message) {
        return sqlState.equals(LOCK_NOT_AVAILABLE)
                ? "a table is in use, and was waited for %d ms; run it again"
                        .formatted(tableWait.toMillis())
                : message.lines().findFirst().orElse("no reason given");
    }
}
