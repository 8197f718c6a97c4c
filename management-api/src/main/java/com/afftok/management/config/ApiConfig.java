package com.afftok.management.config;

import com.afftok.shared.code.KeyRing;
import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.config.Environment;
import com.afftok.shared.config.LogFormat;
import com.afftok.shared.config.RedisUrl;
import com.afftok.shared.secret.DataKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Everything that the management API is told from outside, read once at the start.
public record ApiConfig(
        Http http,
        Database database,
        RedisUrl redis,
        KeyRing linkKeys,
        DataKeys dataKeys,
        TokenKeys tokenKeys,
        URI publicUrl,
        LogFormat logFormat) {

    /// Holds the place of a key ring that was refused, until the other problems are found.
    private static final String STAND_IN_KEYS =
            "1:0123456789abcdeffedcba98765432100123456789abcdeffedcba9876543210";

    /// Where the API listens, and how it says goodbye.
    ///
    /// @param drainDelay how long it goes on answering, not ready, so that a balancer notices
    /// @param drainTimeout how long requests under way may take until they are cut off
    public record Http(String host, int port, Duration drainDelay, Duration drainTimeout) {}

    /// The database and how much of it this process may take.
    ///
    /// @param poolSize most connections held at a time
    /// @param startTimeout how long the start waits for a database that is not there yet
    public record Database(DatabaseUrl url, int poolSize, Duration startTimeout) {}

    /// Reads the tree from the variables of the process.
    ///
    /// @throws com.afftok.shared.config.InvalidConfiguration with every problem that there is
    public static ApiConfig read(Map<String, String> variables) {
        return Environment.read(
                variables,
                environment ->
                        new ApiConfig(
                                http(environment),
                                database(environment),
                                environment.redisUrl("REDIS_URL"),
                                environment.secret(
                                        "LINK_KEYS", KeyRing::parse, KeyRing.parse(STAND_IN_KEYS)),
                                environment.secret(
                                        "DATA_KEYS",
                                        DataKeys::parse,
                                        DataKeys.parse(STAND_IN_KEYS)),
                                environment.secret(
                                        "JWT_KEYS",
                                        TokenKeys::parse,
                                        TokenKeys.parse(STAND_IN_KEYS)),
                                environment.uri("PUBLIC_URL", URI.create("http://localhost:8080")),
                                environment.oneOf("LOG_FORMAT", LogFormat.class, LogFormat.HUMAN)));
    }

    private static Http http(Environment environment) {
        return new Http(
                environment.host("API_HOST", "127.0.0.1"),
                environment.port("API_PORT", 8081),
                environment.duration(
                        "API_DRAIN_DELAY", Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1)),
                environment.duration("API_DRAIN", Duration.ofSeconds(10)));
    }

    private static Database database(Environment environment) {
        return new Database(
                environment.databaseUrl("DATABASE_URL"),
                environment.integer("DATABASE_POOL_SIZE", 16, 1, 1000),
                environment.duration("DATABASE_START_TIMEOUT", Duration.ofSeconds(30)));
    }
}
