package com.afftok.management.platform.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Translates the configuration into Micronaut's properties, and sets limits that are not
/// configurable.
public final class MicronautProperties {

    public static final int MAX_BODY_BYTES = 1024 * 1024;

    /// The pool of one connection for health checks, so that a busy main pool does not affect them.
    public static final String HEALTH = "health";

    private static final int ANY_FREE_PORT = -1;

    /// Plans each statement for its values at every execution: a generic plan of a word search
    /// would not use its index.
    private static final String PLAN_FOR_THE_VALUES = "set plan_cache_mode = force_custom_plan";

    private MicronautProperties() {}

    public static Map<String, Object> of(ApiConfig config) {
        Map<String, Object> properties = new HashMap<>();
        properties.putAll(http(config.http()));
        properties.putAll(origins(config.http().corsOrigins()));
        properties.putAll(json());
        properties.putAll(jobs());
        properties.putAll(pool("default", config.database(), config.database().poolSize()));
        properties.putAll(pool(HEALTH, config.database(), 1));
        return properties;
    }

    /// More threads than jobs that wait for others, such as a mail server.
    private static Map<String, Object> jobs() {
        return Map.of(
                "micronaut.executors.scheduled.type",
                "scheduled",
                "micronaut.executors.scheduled.core-pool-size",
                8);
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

    /// Pages of these origins may call the API with a token; there are no cookies. Pages of other
    /// origins may not read answers. Micronaut's own protection of local servers is off: its
    /// refusals have no envelope, and it protects services that trust local callers.
    private static Map<String, Object> origins(List<String> allowed) {
        if (allowed.isEmpty()) {
            return Map.of("micronaut.server.cors.localhost-pass-through", true);
        }
        String pages = "micronaut.server.cors.configurations.pages.";
        return Map.of(
                "micronaut.server.cors.localhost-pass-through",
                true,
                "micronaut.server.cors.enabled",
                true,
                pages + "allowed-origins",
                allowed,
                pages + "allowed-methods",
                List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"),
                pages + "allowed-headers",
                List.of(
                        "Authorization",
                        "Content-Type",
                        "Accept-Language",
                        "Idempotency-Key",
                        "If-None-Match"),
                pages + "exposed-headers",
                List.of(
                        "X-Request-ID",
                        "X-RateLimit-Limit",
                        "X-RateLimit-Remaining",
                        "X-RateLimit-Reset",
                        "Retry-After",
                        "ETag",
                        "Idempotency-Replayed"),
                pages + "allow-credentials",
                false,
                pages + "allow-private-network",
                false,
                pages + "max-age",
                3600);
    }

    /// Unknown members are ignored, except for records that refuse them. Deeply nested bodies are
    /// refused before they are parsed.
    private static Map<String, Object> json() {
        return Map.of(
                "micronaut.serde.property-naming-strategy", "SNAKE_CASE",
                "micronaut.serde.serialization.inclusion", "ALWAYS",
                "micronaut.serde.deserialization.ignore-unknown", true);
    }

    /// A request waits at most two seconds for a connection. A statement fails after thirty seconds
    /// without an answer from the server.
    private static Map<String, Object> pool(String name, ApiConfig.Database database, int size) {
        String pool = "datasources." + name + '.';
        String driver = pool + "data-source-properties.";
        return Map.ofEntries(
                Map.entry(pool + "url", database.url().jdbcUrl()),
                Map.entry(pool + "username", database.url().user()),
                Map.entry(pool + "password", database.url().password()),
                Map.entry(pool + "driver-class-name", "org.postgresql.Driver"),
                Map.entry(pool + "pool-name", name.equals(HEALTH) ? "database-health" : "database"),
                Map.entry(pool + "maximum-pool-size", size),
                Map.entry(pool + "minimum-idle", Math.min(2, size)),
                Map.entry(pool + "connection-timeout", 2_000),
                Map.entry(pool + "validation-timeout", 1_000),
                Map.entry(pool + "initialization-fail-timeout", -1),
                Map.entry(pool + "connection-init-sql", session(database)),
                Map.entry(driver + "ApplicationName", "afftok-api"),
                Map.entry(driver + "connectTimeout", "2"),
                Map.entry(driver + "socketTimeout", "30"),
                Map.entry(driver + "tcpKeepAlive", "true"));
    }

    /// Session defaults: statements stop when their client disconnects, and waiting for a lock or
    /// holding one in an idle transaction is limited.
    private static String session(ApiConfig.Database database) {
        long statement = database.statementTimeout().toMillis();
        return PLAN_FOR_THE_VALUES
                + "; set statement_timeout = "
                + statement
                + "; set idle_in_transaction_session_timeout = "
                + statement
                + "; set lock_timeout = "
                + database.lockTimeout().toMillis();
    }
}
