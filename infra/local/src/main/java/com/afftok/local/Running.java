package com.afftok.local;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/// The part of the running services' environment that operators' commands need to reach the same
/// servers with the same keys: in a file that only its owner may read, while the services run. No
/// other variables are stored.
record Running(Map<String, String> environment) {

    private static final String FILE = "running";
    private static final Set<String> NOTED =
            Set.of(
                    "DATABASE_URL",
                    "DATABASE_CA",
                    "REDIS_URL",
                    "REDIS_CA",
                    "LINK_KEYS",
                    "DATA_KEYS",
                    "JWT_KEYS",
                    "PUBLIC_URL",
                    "ADMIN_MFA");

    /// Stores that the platform serves.
    static void note(Home home, Map<String, String> environment) throws IOException {
        Properties properties = new Properties();
        environment.forEach((name, value) -> {
            if (NOTED.contains(name) || NOTED.contains(name.replaceFirst("_FILE$", ""))) {
                properties.setProperty(name, value);
            }
        });
        forget(home);
        try (FileChannel channel =
                        FileChannel.open(
                                home.folder().resolve(FILE),
                                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rw-------")));
                Writer writer = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
            properties.store(writer, null);
        }
    }

    static void forget(Home home) throws IOException {
        Files.deleteIfExists(home.folder().resolve(FILE));
    }

    /// The environment of the platform in a home.
    ///
    /// @throws CannotStart if none runs there
    static Running in(Path home) {
        Properties properties = new Properties();
        if (!Home.isHeld(home)) {
            throw new CannotStart(notHere(home));
        }
        try (Reader reader = Files.newBufferedReader(home.resolve(FILE))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new CannotStart(notHere(home), e);
        }
        Map<String, String> environment = new HashMap<>();
        properties.forEach(
                (name, value) -> environment.put(String.valueOf(name), String.valueOf(value)));
        return new Running(Map.copyOf(environment));
    }

    private static String notHere(Path home) {
        return "AffTok is not running in %s: start it with ./afftok up".formatted(home);
    }

    String get(String variable) {
        return environment.getOrDefault(variable, "");
    }

    /// The names alone: values may be secrets.
    @Override
    public String toString() {
        return "Running" + environment.keySet();
    }
}
