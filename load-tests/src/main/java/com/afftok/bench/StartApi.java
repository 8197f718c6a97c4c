package com.afftok.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Starts the management API as a process with the settings of a production system, but without
/// rate limits of callers.
final class StartApi {

    private static final String KEY = "1:" + "0123456789abcdef".repeat(4);

    private StartApi() {}

    /// Returns the port of the API once it is ready.
    ///
    /// @param jvm additional options for the JVM
    static int start(Children children, Servers servers, Path root, List<String> jvm)
            throws IOException, InterruptedException {
        int port = Loopback.freePort();
        StartJar.start(
                children, root, "management-api", port, jvm, environment(children, servers, port));
        return port;
    }

    /// An access token of an administrator.
    static String token(Children children, Servers servers, Path root, String email)
            throws IOException, InterruptedException {
        List<String> words =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + root.resolve("management-api").resolve("jvm.options"),
                        "-jar",
                        root.resolve("management-api/target/management-api.jar").toString(),
                        "token",
                        email);
        String output =
                children.run(
                        "token", words, environment(children, servers, 0), Duration.ofMinutes(1));
        return output.strip().lines().toList().getLast();
    }

    private static Map<String, String> environment(Children children, Servers servers, int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("API_HOST", "127.0.0.1");
        environment.put("API_PORT", Integer.toString(port));
        environment.put("DATABASE_URL", servers.databaseUrl());
        environment.put("REDIS_URL", servers.redisUrl().uri());
        environment.put("LINK_KEYS", StartEdge.KEYS);
        environment.put("DATA_KEYS", KEY);
        environment.put("JWT_KEYS", KEY);
        environment.put("MAIL_DIR", children.folder().resolve("mail").toString());
        for (String limit :
                List.of(
                        "SIGN_INS_PER_ADDRESS",
                        "API_CALLS_PER_ADDRESS",
                        "API_CALLS_PER_USER",
                        "API_CALLS_PER_ADMIN")) {
            environment.put(limit, "0");
        }
        return environment;
    }
}
