package com.afftok.management.platform.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the configuration means in the words of Micronaut, with the limits that are not for choice.
public final class MicronautProperties {

    /// Most bytes that a request body may have.
    public static final int MAX_BODY_BYTES = 1024 * 1024;

    /// The pool of one connection that only the question of health is asked by: how busy the other
    /// pool is makes no difference to it.
    public static final String HEALTH = "health";

    private static final int ANY_FREE_PORT = -1;

    /// Each statement is planned for its values, however often it was executed: a search for words
    /// would lose its index to a plan for any words.
    private static final String PLAN_FOR_THE_VALUES = "set plan_cache_mode = force_custom_plan";

    private MicronautProperties() {}

    public static Map<String, Object> of(ApiConfig config) {
        Map<String, Object> properties = new HashMap<>();
        properties.putAll(http(config.http()));
        properties.putAll(origins(config.http().corsOrigins()));
        properties.putAll(json());
        properties.putAll(pool("default", config.database(), config.database().poolSize()));
        properties.putAll(pool(HEALTH, config.database(), 1));
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

    /// Pages of these origins may call with a token that they hold; cookies there are none. Pages
    /// of others get no permission to read, and nothing else: Micronaut's own refusal of pages that
    /// call a local server has no envelope, and protects what trusts its callers for being local.
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

    /// Members that nobody knows are ignored, but for records that say that each one counts. What
    /// is nested deeper than any request is refused before it is understood.
    private static Map<String, Object> json() {
        return Map.of(
                "micronaut.serde.property-naming-strategy", "SNAKE_CASE",
                "micronaut.serde.serialization.inclusion", "ALWAYS",
                "micronaut.serde.deserialization.ignore-unknown", true);
    }

    /// A request waits two seconds for a connection at most, and a statement that hears nothing
    /// from the server for thirty fails.
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

    /// What holds for each statement that says nothing else: a client that gives up does not leave
    /// its statement running, and none waits for a lock, or holds one, without an end.
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
