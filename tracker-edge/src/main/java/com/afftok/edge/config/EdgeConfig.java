package com.afftok.edge.config;

import com.afftok.edge.click.ClickSettings;
import com.afftok.edge.guard.rules.FraudSettings;
import com.afftok.edge.keep.BufferSettings;
import com.afftok.edge.link.LinkSettings;
import com.afftok.edge.redis.SetAsideStream;
import com.afftok.edge.sale.pixel.PixelSettings;
import com.afftok.edge.sale.postback.PostbackSettings;
import com.afftok.edge.visitor.geo.GeoSettings;
import com.afftok.edge.webhook.outbox.WebhookSettings;
import com.afftok.edge.write.WriteSettings;
import com.afftok.shared.code.KeyRing;
import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.config.Environment;
import com.afftok.shared.config.LogFormat;
import com.afftok.shared.config.RedisUrl;
import com.afftok.shared.secret.DataKeys;
import java.nio.file.Path;
import java.time.Duration;

/// The configuration of the edge, with the variable of each setting.
///
/// @param instance the number of this edge in click ids; below 0 it is taken from Redis
public record EdgeConfig(
        Listen http,
        Visitors visitors,
        Listen admin,
        AdminToken adminToken,
        Database database,
        Redis redis,
        KeyRing keys,
        DataKeys dataKeys,
        LinkSettings links,
        BufferSettings buffer,
        WriteSettings write,
        SetAsideStream.Bound aside,
        ClickSettings clicks,
        GeoSettings geo,
        FraudSettings fraud,
        PostbackSettings postbacks,
        PixelSettings pixels,
        WebhookSettings webhooks,
        int instance,
        int eventLoops,
        Duration drain) {

    public static final int ANY_INSTANCE = -1;
    public static final int MAX_INSTANCE = (1 << 15) - 1;

    private static final KeyRing STAND_IN = KeyRing.parse("1:000102030405060708090a0b0c0d0e0f");

    private static final DataKeys DATA_STAND_IN =
            DataKeys.parse("1:" + "0123456789abcdef".repeat(4));

    /// The address of a server; port 0 is any free port.
    public record Listen(String host, int port) {}

    /// Limits of visitor connections.
    ///
    /// @param connections maximum of open connections
    /// @param keepAlive the longest time between two answers on a connection
    public record Visitors(int connections, Duration keepAlive) {}

    /// PostgreSQL, and the limit of statements that no visitor waits for.
    public record Database(DatabaseUrl url, Duration timeout) {}

    /// Redis, and how long it may owe an answer.
    public record Redis(RedisUrl url, Duration timeout) {}

    public static EdgeConfig read(Environment environment) {
        environment.oneOf("LOG_FORMAT", LogFormat.class, LogFormat.HUMAN);
        return new EdgeConfig(
                new Listen(
                        environment.host("EDGE_HOST", "127.0.0.1"),
                        environment.port("EDGE_PORT", 8080)),
                new Visitors(
                        environment.integer("EDGE_CONNECTIONS", 100_000, 1, 10_000_000),
                        environment.duration(
                                "EDGE_KEEP_ALIVE",
                                Duration.ofSeconds(75),
                                Duration.ofMillis(100),
                                Duration.ofHours(1))),
                new Listen(
                        environment.host("EDGE_ADMIN_HOST", "127.0.0.1"),
                        environment.port("EDGE_ADMIN_PORT", 9080)),
                AdminToken.read(environment),
                new Database(
                        environment.databaseUrl("DATABASE_URL", "DATABASE_CA"),
                        timeout(environment, "DATABASE_TIMEOUT", Duration.ofSeconds(30))),
                new Redis(
                        environment.redisUrl("REDIS_URL", "REDIS_CA"),
                        timeout(environment, "REDIS_TIMEOUT", Duration.ofSeconds(5))),
                keys(environment),
                environment.secret("DATA_KEYS", DataKeys::parse, DATA_STAND_IN),
                links(environment),
                buffer(environment),
                write(environment),
                aside(environment),
                ClickSettings.read(environment),
                GeoSettings.read(environment),
                FraudSettings.read(environment),
                PostbackSettings.read(environment),
                PixelSettings.read(environment),
                WebhookSettings.read(environment),
                environment.integer("INSTANCE_ID", ANY_INSTANCE, 0, MAX_INSTANCE),
                environment.integer(
                        "EDGE_EVENT_LOOPS", Runtime.getRuntime().availableProcessors(), 1, 256),
                environment.duration("EDGE_DRAIN", Duration.ofSeconds(10)));
    }

    private static Duration timeout(Environment environment, String name, Duration usual) {
        return environment.duration(name, usual, Duration.ofMillis(100), Duration.ofMinutes(10));
    }

    private static KeyRing keys(Environment environment) {
        return environment.secret("LINK_KEYS", KeyRing::parse, STAND_IN);
    }

    private static LinkSettings links(Environment environment) {
        return new LinkSettings(
                environment.integer("LINK_CACHE_SIZE", 1_000_000, 1, 100_000_000),
                environment.duration("LINK_REFRESH", Duration.ofSeconds(60)),
                environment.duration("LINK_STALE", Duration.ofDays(7)),
                environment.duration("LINK_UNKNOWN", Duration.ofSeconds(10)),
                environment.duration("LINK_SHARED", Duration.ofHours(1)),
                environment.integer("LINK_PRELOAD", 10_000, 0, 1_000_000),
                environment.duration("LINK_REDIS_TIMEOUT", Duration.ofMillis(250)));
    }

    private static BufferSettings buffer(Environment environment) {
        return new BufferSettings(
                environment.integer("CLICK_SHARDS", 2, 1, 1024),
                environment.duration("CLICK_REDIS_TIMEOUT", Duration.ofMillis(25)),
                environment.duration("CLICK_REDIS_GIVE_UP", Duration.ofSeconds(5)),
                (int) environment.bytes("CLICK_BATCH_BYTES", 1 << 20, 1 << 10, 64 << 20),
                environment.path("JOURNAL_DIR", Path.of("journal")),
                environment.bytes("JOURNAL_MAX_BYTES", 1L << 30, 1 << 16, 1L << 44),
                environment.duration("JOURNAL_TIMEOUT", Duration.ofSeconds(2)));
    }

    private static SetAsideStream.Bound aside(Environment environment) {
        return new SetAsideStream.Bound(
                environment.integer("SET_ASIDE_ENTRIES", 10_000, 1, 10_000_000),
                environment.bytes("SET_ASIDE_BYTES", 64 << 20, 1 << 10, 1L << 40));
    }

    private static WriteSettings write(Environment environment) {
        Duration every = environment.duration("CLICK_WRITE_EVERY", Duration.ofSeconds(10));
        Duration takeOver = environment.duration("CLICK_TAKE_OVER", Duration.ofSeconds(30));
        if (takeOver.compareTo(every) <= 0) {
            environment.problem(
                    "CLICK_TAKE_OVER",
                    "must be longer than CLICK_WRITE_EVERY, or writers take from each other what"
                            + " they gather");
        }
        return new WriteSettings(
                every,
                environment.integer("CLICK_WRITE_COUNT", 20_000, 1, 1_000_000),
                takeOver,
                environment.duration(
                        "CLICKS_KEPT",
                        Duration.ofDays(400),
                        Duration.ofDays(2),
                        Duration.ofDays(10_000)));
    }
}
