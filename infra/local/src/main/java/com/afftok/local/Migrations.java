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
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/// The schema of the platform, brought up to date.
public final class Migrations {

    private static final int MOST_WAITS_FOR_ANOTHER_MIGRATION = 60;

    private static final String SCRIPTS = "db/migration";

    private Migrations() {}

    /// Applies what is missing; several processes may do so at once.
    ///
    /// @throws org.flywaydb.core.api.FlywayException if the database is not reachable, was made by
    ///   a newer version, or refuses
    public static void apply(DatabaseUrl database) {
        Flyway.configure()
                .loggers("slf4j")
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("classpath:" + SCRIPTS)
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .lockRetryCount(MOST_WAITS_FOR_ANOTHER_MIGRATION)
                .load()
                .migrate();
    }

    /// Tells one set of scripts from any other.
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
