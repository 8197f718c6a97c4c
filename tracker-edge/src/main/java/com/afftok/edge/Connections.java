package com.afftok.edge;

import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.config.RedisUrl;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How the edge connects to PostgreSQL and Redis, and within which bounds.
final class Connections {

    private static final int DATABASE_CONNECTIONS = 8;

    /// Its own, because one write is megabytes to encode, for which no visitor should wait.
    private static final int DATABASE_LOOPS = 2;

    private static final int REDIS_CONNECTIONS = 16;
    private static final int WAITING = 10_000;

    private Connections() {}

    static Pool postgres(Vertx vertx, DatabaseUrl url) {
        return postgres(vertx, connect(url));
    }

    /// A pool on which PostgreSQL itself ends a statement that takes too long.
    static Pool postgres(Vertx vertx, DatabaseUrl url, Duration statementTimeout) {
        return postgres(
                vertx,
                connect(url)
                        .addProperty(
                                "statement_timeout", Long.toString(statementTimeout.toMillis())));
    }

    private static PgConnectOptions connect(DatabaseUrl url) {
        return PgConnectOptions.fromUri(url.uri())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheSqlLimit(16_384);
    }

    private static Pool postgres(Vertx vertx, PgConnectOptions connect) {
        PoolOptions options =
                new PoolOptions()
                        .setEventLoopSize(DATABASE_LOOPS)
                        .setMaxSize(DATABASE_CONNECTIONS)
                        .setMaxWaitQueueSize(WAITING)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                        .setConnectionTimeout(5);
        return PgBuilder.pool().with(options).connectingTo(connect).using(vertx).build();
    }

    static Redis redis(Vertx vertx, RedisUrl url) {
        return Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(url.uri())
                        .setMaxPoolSize(REDIS_CONNECTIONS)
                        .setMaxPoolWaiting(WAITING)
                        .setMaxWaitingHandlers(WAITING)
                        .setNetClientOptions(
                                new NetClientOptions()
                                        .setConnectTimeout(2_000)
                                        .setTcpNoDelay(true)));
    }
}
