package com.afftok.local;

import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.schema.Migration;
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
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/// Migrates the schema.
public final class Migrations {

    private Migrations() {}

    /// Applies missing migrations, and grants the services their rights; several processes may do
    /// so in parallel.
    ///
    /// @param owner the URL with the role that owns the schema
    /// @param app the role of the services, which may be the owner
    /// @throws CannotStart if the database is unreachable, refuses, or has a newer schema
    public static void apply(DatabaseUrl owner, String app) {
        Migration migration = new Migration(owner);
        apply(migration, migration.flyway());
        try (Connection connection = Database.connect(owner);
                PreparedStatement grant = connection.prepareStatement(Migration.GRANT)) {
            grant.setString(1, app);
            grant.execute();
        } catch (SQLException failure) {
            throw refused(migration, failure);
        }
    }

    static void apply(Migration migration, Map<String, String> settings) {
        try {
            FluentConfiguration flyway = Flyway.configure().configuration(settings);
            flyway.getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                    .setTransactionalLock(false);
            flyway.load().migrate();
        } catch (FlywayException failure) {
            throw refused(migration, failure);
        }
    }

    private static CannotStart refused(Migration migration, Exception failure) {
        return new CannotStart(
                "Cannot migrate the database %s: %s"
                        .formatted(migration.owner().redacted(), reason(migration, failure)),
                failure);
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

    /// Identifies a set of scripts.
    static String fingerprint() throws IOException {
        URL scripts = Objects.requireNonNull(Migrations.class.getResource("/" + Migration.SCRIPTS));
        if (scripts.openConnection() instanceof JarURLConnection jar) {
            try (FileSystem content =
                    FileSystems.newFileSystem(
                            Path.of(URI.create(jar.getJarFileURL().toString())))) {
                return fingerprint(content.getPath(Migration.SCRIPTS));
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
