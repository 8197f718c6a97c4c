package com.afftok.management.platform.schema;

import com.afftok.management.platform.config.CannotStart;
import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.config.Environment;
import com.afftok.shared.schema.Migration;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for the database, within a limit, and applies missing migrations: the command `migrate`,
/// run before a new version is deployed. It may run several times in parallel, because Flyway takes
/// a lock.
///
/// @param owner the URL with the role that owns the schema
/// @param app the role of the services, which may be the owner
public record ApplySchema(String variable, DatabaseUrl owner, String app, Duration startTimeout) {

    private static final Logger LOG = LoggerFactory.getLogger(ApplySchema.class);

    /// Needs no other settings of the API.
    ///
    /// @throws com.afftok.shared.config.InvalidConfiguration with all problems
    public static ApplySchema read(Map<String, String> variables) {
        return Environment.read(variables, ApplySchema::read);
    }

    private static ApplySchema read(Environment environment) {
        DatabaseUrl app = environment.databaseUrl("DATABASE_URL", "DATABASE_CA");
        boolean two = environment.isGiven("DATABASE_OWNER_URL");
        String variable = two ? "DATABASE_OWNER_URL" : "DATABASE_URL";
        return new ApplySchema(
                variable,
                two ? environment.databaseUrl(variable, "DATABASE_CA") : app,
                app.user(),
                environment.duration("DATABASE_START_TIMEOUT", Duration.ofSeconds(30)));
    }

    /// Returns when the schema is what this version needs.
    ///
    /// @throws CannotStart if the database is unreachable, refuses the sign-in, or has another
    ///   schema
    public void run() {
        Migration migration = new Migration(owner);
        try {
            new AwaitDatabase(variable, owner, startTimeout).connect().close();
            MigrateResult result = migrate(migration);
            grantRights();
            LOG.atInfo()
                    .addKeyValue("migrations", result.migrationsExecuted)
                    .log("schema up to date");
        } catch (FlywayException | SQLException e) {
            LOG.debug("the schema cannot be brought up to date", e);
            throw new CannotStart(
                    variable,
                    "%s cannot be brought up to date: %s"
                            .formatted(owner.redacted(), reason(migration, e)));
        }
    }

    private static MigrateResult migrate(Migration migration) {
        FluentConfiguration flyway = Flyway.configure().configuration(migration.flyway());
        flyway.getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return flyway.load().migrate();
    }

    private void grantRights() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                owner.jdbcUrl(), owner.user(), owner.password());
                PreparedStatement grant = connection.prepareStatement(Migration.GRANT)) {
            grant.setString(1, app);
            grant.execute();
        }
    }

    private static String reason(Migration migration, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                return migration.reason(
                        String.valueOf(refused.getSQLState()),
                        String.valueOf(refused.getMessage()));
            }
        }
        return migration.reason("", String.valueOf(failure.getMessage()));
    }
}
