package com.afftok.management.config;

import java.util.HashMap;
import java.util.Map;

/// What the configuration means in the words of Micronaut, with the limits that are not for choice.
public final class MicronautProperties {

    /// Most bytes that a request body may have.
    public static final int MAX_BODY_BYTES = 1024 * 1024;

    private static final int ANY_FREE_PORT = -1;

    private MicronautProperties() {}

    public static Map<String, Object> of(ApiConfig config) {
        Map<String, Object> properties = new HashMap<>();
        properties.putAll(http(config.http()));
        properties.putAll(json());
        properties.putAll(pool(config.database()));
        return properties;
    }

    private static Map<String, Object> http(ApiConfig.Http http) {
        return Map.of(
                "micronaut.server.host",
                http.host(),
                "micronaut.server.port",
                http.port() == 0 ? ANY_FREE_PORT : http.port(),
                "micronaut.server.max-request-size",
                MAX_BODY_BYTES,
                "micronaut.server.max-request-buffer-size",
                MAX_BODY_BYTES,
                "micronaut.server.idle-timeout",
                "1m",
                "micronaut.server.read-idle-timeout",
                "1m",
                "micronaut.server.write-idle-timeout",
                "1m",
                "micronaut.server.netty.max-header-size",
                16 * 1024,
                "micronaut.server.netty.max-initial-line-length",
                8 * 1024);
    }

    private static Map<String, Object> json() {
        return Map.of(
                "micronaut.serde.property-naming-strategy", "SNAKE_CASE",
                "micronaut.serde.serialization.inclusion", "ALWAYS",
                "micronaut.serde.deserialization.ignore-unknown", false);
    }

    /// A request waits two seconds for a connection at most, and a statement that hears nothing
    /// from the server for thirty fails.
    private static Map<String, Object> pool(ApiConfig.Database database) {
        String pool = "datasources.default.";
        String driver = pool + "data-source-properties.";
        return Map.ofEntries(
                Map.entry(pool + "url", database.url().jdbcUrl()),
                Map.entry(pool + "username", database.url().user()),
                Map.entry(pool + "password", database.url().password()),
                Map.entry(pool + "driver-class-name", "org.postgresql.Driver"),
                Map.entry(pool + "pool-name", "database"),
                Map.entry(pool + "maximum-pool-size", database.poolSize()),
                Map.entry(pool + "minimum-idle", Math.min(2, database.poolSize())),
                Map.entry(pool + "connection-timeout", 2_000),
                Map.entry(pool + "validation-timeout", 1_000),
                Map.entry(pool + "initialization-fail-timeout", -1),
                Map.entry(driver + "ApplicationName", "afftok-api"),
                Map.entry(driver + "connectTimeout", "2"),
                Map.entry(driver + "socketTimeout", "30"),
                Map.entry(driver + "tcpKeepAlive", "true"));
    }
}
