package com.afftok.local;

import com.afftok.shared.config.DatabaseUrl;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/// Migrates the schema.
public final class Migrations {

    private static final int MOST_WAITS_FOR_ANOTHER_MIGRATION = 60;

    /// Limit for a lock on a table. Later statements on the table wait behind it.
    private static final Duration TABLE_WAIT = Duration.ofSeconds(10);

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String SCRIPTS = "db/migration";

    private static final String GRANT = "select grant_service_rights(?)";

    private Migrations() {}

    /// Applies missing migrations, and grants the services their rights; several processes may do
    /// so in parallel.
    ///
    /// @param owner the URL with the role that owns the schema
    /// @param app the role of the services, which may be the owner
    /// @throws CannotStart if the database is unreachable, refuses, or has a newer schema
    public static void apply(DatabaseUrl owner, String app) {
        apply(owner, TABLE_WAIT, "classpath:" + SCRIPTS);
        try {
            grantRights(owner, app);
        } catch (SQLException failure) {
            throw refused(owner, failure, TABLE_WAIT);
        }
    }

    static void apply(DatabaseUrl owner, Duration tableWait, String... locations) {
        try {
            FluentConfiguration flyway =
                    Flyway.configure()
                            .loggers("slf4j")
                            .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
                            .locations(locations)
                            .failOnMissingLocations(true)
                            .validateMigrationNaming(true)
                            .initSql("set lock_timeout = " + tableWait.toMillis())
                            .lockRetryCount(MOST_WAITS_FOR_ANOTHER_MIGRATION);
            // An open transaction during the migration would block `create index concurrently`.
            flyway.getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                    .setTransactionalLock(false);
            flyway.load().migrate();
        } catch (FlywayException failure) {
            throw refused(owner, failure, tableWait);
        }
    }

    private static CannotStart refused(DatabaseUrl owner, Exception failure, Duration tableWait) {
        return new CannotStart(
                "Cannot migrate the database %s: %s"
                        .formatted(owner.redacted(), reason(failure, tableWait)),
                failure);
    }

    private static void grantRights(DatabaseUrl owner, String app) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                owner.jdbcUrl(), owner.user(), owner.password());
                PreparedStatement grant = connection.prepareStatement(GRANT)) {
            grant.setString(1, app);
            grant.execute();
        }
    }

    /// On one line.
    private static String reason(Exception failure, Duration tableWait) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                return LOCK_NOT_AVAILABLE.equals(refused.getSQLState())
                        ? "a table is in use, and was waited for %d ms; run it again"
                                .formatted(tableWait.toMillis())
                        : Database.reason(refused);
            }
        }
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }

    /// Identifies a set of scripts.
    static String fingerprint() throws IOException {
        URL scripts = Objects.requireNonNull(Migrations.class.getResource("/" + SCRIPTS));
        if (scripts.openConnection() instanceof JarURLConnection jar) {
            try (FileSystem content =
                    FileSystems.newFileSystem(
                            Path.of(URI.create(jar.getJarFileURL().toString())))) {
                return fingerprint(content.getPath(SCRIPTS));
            }
        }
        return fingerprint(Path.of(URI.create(scripts.toString())));
    }

    private static String fingerprint(Path folder) throws IOException {
        MessageDigest digest = sha256();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted(Comparator.comparing(Path::toString)).toList()) {
                digest.update(String.valueOf(file.getFileName()).getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
