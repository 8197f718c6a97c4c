package com.afftok.management.schema;

import com.afftok.management.config.ApiConfig;
import com.afftok.management.config.CannotStart;
import com.afftok.shared.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for the database, within bounds, and applies the migrations that it lacks.
///
/// The wait is there because API and database are often started together. It uses connections of
/// its own, because a migration may take longer than a statement of a request is allowed to.
/// Several instances may start at once: Flyway lets one of them do the work.
public final class ApplySchema {

    private static final Logger LOG = LoggerFactory.getLogger(ApplySchema.class);
    private static final int MOST_WAITS_FOR_ANOTHER_INSTANCE = 60;
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final ApiConfig.Database database;

    public ApplySchema(ApiConfig.Database database) {
        this.database = database;
    }

    /// Returns when the schema is what this version needs.
    ///
    /// @throws CannotStart if the database stays away, lets nobody in, or has another schema
    public void run() {
        awaitDatabase();
        MigrateResult result = migrate();
        if (result.migrationsExecuted > 0) {
            LOG.atInfo()
                    .addKeyValue("migrations", result.migrationsExecuted)
                    .addKeyValue("version", result.targetSchemaVersion)
                    .log("schema brought up to date");
        }
    }

    private MigrateResult migrate() {
        DatabaseUrl url = database.url();
        try {
            return Flyway.configure()
                    .dataSource(url.jdbcUrl(), url.user(), url.password())
                    .locations("classpath:db/migration")
                    .failOnMissingLocations(true)
                    .validateMigrationNaming(true)
                    .lockRetryCount(MOST_WAITS_FOR_ANOTHER_INSTANCE)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            LOG.error("the schema cannot be brought up to date", e);
            throw new CannotStart(
                    "DATABASE_URL", url.redacted() + " has a schema that does not fit", e);
        }
    }

    /// The time limit begins with the first refusal, which a busy machine may delay.
    private void awaitDatabase() {
        @Nullable Long waitingSince = null;
        while (true) {
            try (Connection _ = connect()) {
                return;
            } catch (SQLException e) {
                if (!isPassing(e) || (waitingSince != null && isOver(waitingSince))) {
                    throw new CannotStart(
                            "DATABASE_URL", database.url().redacted() + " lets nobody in", e);
                }
                if (waitingSince == null) {
                    LOG.atWarn()
                            .addKeyValue("database", database.url().redacted())
                            .addKeyValue("timeout", database.startTimeout())
                            .log("waiting for the database");
                    waitingSince = System.nanoTime();
                }
            }
            pause();
        }
    }

    private boolean isOver(long waitingSince) {
        return System.nanoTime() - waitingSince >= database.startTimeout().toNanos();
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.url().user());
        properties.setProperty("password", database.url().password());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("loginTimeout", "5");
        return DriverManager.getConnection(database.url().jdbcUrl(), properties);
    }

    /// Nobody listens (08), it starts or stops (57P), or it is full (53); a wrong password or
    /// database name does not get better by waiting.
    private static boolean isPassing(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53"));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }
}
