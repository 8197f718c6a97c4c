package com.afftok.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Starts the management API as a process with the settings of a production system, but without
/// rate limits of callers.
final class StartApi {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String KEY = "1:" + "0123456789abcdef".repeat(4);

    private StartApi() {}

    /// Returns the port of the API once it is ready.
    ///
    /// @param jvm additional options for the JVM
    static int start(Children children, Servers servers, Path root, List<String> jvm)
            throws IOException, InterruptedException {
        Path module = root.resolve("management-api");
        Path jar = module.resolve("target").resolve("management-api.jar");
        if (!Files.isReadable(jar)) {
            throw new CannotMeasure(jar + " is missing: ./afftok bench builds it");
        }
        int port = Loopback.freePort();
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("@" + module.resolve("jvm.options"));
        words.addAll(jvm);
        words.addAll(List.of("-jar", jar.toString()));
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
                List.of("SIGN_INS_PER_ADDRESS", "API_CALLS_PER_ADDRESS", "API_CALLS_PER_USER")) {
            environment.put(limit, "0");
        }
        Process process = children.start("api", words, environment);
        boolean ready =
                Patience.until(
                        LIMIT,
                        () ->
                                !process.isAlive()
                                        || Loopback.get(port, "/health/ready")
                                                .startsWith("HTTP/1.1 200"));
        if (!ready || !process.isAlive()) {
            throw new CannotMeasure("the API did not start:\n" + children.output("api"));
        }
        return port;
    }
}
