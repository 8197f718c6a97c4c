package com.afftok.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Starts the edge as a process, with the JVM options and settings of the launcher.
final class StartEdge {

    static final String KEYS = "1:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String DATA_KEYS = "1:" + "0123456789abcdef".repeat(4);

    /// Under load, the writers write when enough clicks wait. This setting shortens only the wait
    /// for the last clicks of a round.
    private static final String WRITE_EVERY = "2s";

    private StartEdge() {}

    /// The edge as a contender, and its metrics.
    record Started(Contender contender, EdgeMetrics metrics) {}

    /// @param jvm additional options for the JVM
    static Started start(Children children, Servers servers, Path root, List<String> jvm)
            throws IOException, InterruptedException {
        int port = Loopback.freePort();
        int adminPort = Loopback.freePort();
        Map<String, String> environment = new HashMap<>();
        environment.put("DATA_KEYS", DATA_KEYS);
        environment.putAll(
                Map.of(
                        "EDGE_HOST",
                        "127.0.0.1",
                        "EDGE_PORT",
                        Integer.toString(port),
                        "EDGE_ADMIN_HOST",
                        "127.0.0.1",
                        "EDGE_ADMIN_PORT",
                        Integer.toString(adminPort),
                        "DATABASE_URL",
                        servers.databaseUrl(),
                        "REDIS_URL",
                        servers.redisUrl().uri(),
                        "LINK_KEYS",
                        KEYS,
                        "TRUSTED_PROXIES",
                        "127.0.0.1",
                        "CLICK_WRITE_EVERY",
                        WRITE_EVERY,
                        "JOURNAL_DIR",
                        children.folder().resolve("journal").toString()));
        Process process = StartJar.start(children, root, "tracker-edge", port, jvm, environment);
        return new Started(
                new Contender(Contender.Kind.EDGE, port, process.toHandle()),
                new EdgeMetrics(adminPort));
    }
}
