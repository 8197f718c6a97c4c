package com.afftok.edge;

import com.afftok.edge.config.EdgeConfig;
import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.config.RedisUrl;
import com.afftok.shared.config.TrustedCertificates;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/// The connections to PostgreSQL and Redis, with their limits.
///
/// A server can become silent without closing its connections: its host fails, or the network drops
/// packets. A timeout of a future does not close the connection behind it, so a pool can fill with
/// such connections. So each pool has one limit, and a connection that owes an answer for longer is
/// closed:
///
/// - by the kernel, if sent data remains unacknowledged for the limit;
/// - by the client, if nothing was received for the limit plus the idle time of the pool. Idle
///   connections leave the pool earlier, so this closes only connections that owe an answer or hang
///   in the handshake.
///
/// PostgreSQL itself ends a statement, and an idle transaction, at the limit.
final class Connections {

    private static final int DATABASE_CONNECTIONS = 8;

    /// Separate loops, because encoding a write takes megabytes, which must not delay visitors.
    private static final int DATABASE_LOOPS = 2;

    private static final int REDIS_CONNECTIONS = 16;
    private static final int WAITING = 10_000;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration GET_CONNECTION = Duration.ofSeconds(5);
    private static final Duration LOOKUP = Duration.ofSeconds(5);

    /// Creating a partition moves its rows out of the default partition, which can take minutes.
    private static final Duration MAINTENANCE = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final EdgeConfig.Database database;
    private final EdgeConfig.Redis redis;
    private final @Nullable TrustOptions databaseTrust;
    private final @Nullable TrustOptions redisTrust;

    /// @throws IOException if the trusted certificates cannot be read
    Connections(Vertx vertx, EdgeConfig.Database database, EdgeConfig.Redis redis)
            throws IOException {
        this.vertx = vertx;
        this.database = database;
        this.redis = redis;
        this.databaseTrust = database.url().verifies() ? trust(database.url().ca()) : null;
        this.redisTrust = redis.url().tls() ? trust(redis.url().ca()) : null;
    }

    /// The limit of a connection, and the times derived from it.
    ///
    /// @param limit how long an answer may take
    private record Patience(Duration limit) {

        private static final Duration UNUSED_AT_MOST = Duration.ofSeconds(5);

        /// After this time an idle connection leaves its pool.
        Duration unused() {
            return limit.compareTo(UNUSED_AT_MOST) < 0 ? limit : UNUSED_AT_MOST;
        }

        /// The interval of checks for idle connections.
        Duration sweep() {
            return unused().dividedBy(4);
        }

        /// After this time a silent connection is closed.
        Duration silence() {
            return limit.plus(unused()).plus(sweep().multipliedBy(2));
        }
    }

    /// For statements that visitors wait for.
    Pool lookups() {
        Duration limit = database.timeout();
        return postgres(
                limit.compareTo(LOOKUP) < 0 ? limit : LOOKUP, DATABASE_CONNECTIONS, GET_CONNECTION);
    }

    /// For conversions, within the given time.
    Pool conversions(Duration limit) {
        return postgres(limit, DATABASE_CONNECTIONS, GET_CONNECTION);
    }

    /// For background work.
    Pool background() {
        return postgres(database.timeout(), DATABASE_CONNECTIONS, GET_CONNECTION);
    }

    /// For maintenance, which may take minutes. A statement waits for the only connection as long
    /// as another one may take.
    Pool maintenance() {
        return postgres(MAINTENANCE, 1, MAINTENANCE);
    }

    /// The shared connections to Redis.
    Redis sharedRedis() {
        Patience patience = new Patience(redis.timeout());
        return Redis.createClient(
                vertx,
                redis().setMaxPoolSize(REDIS_CONNECTIONS)
                        .setPoolRecycleTimeout((int) patience.unused().toMillis())
                        .setPoolCleanerInterval((int) patience.sweep().toMillis())
                        .setNetClientOptions(
                                silenceEnds(tls(sockets(patience.limit())), patience)));
    }

    /// A client for one connection whose user limits each answer and closes it; it may be idle for
    /// any time.
    Redis ownRedis() {
        return Redis.createClient(
                vertx,
                redis().setMaxPoolSize(1).setNetClientOptions(tls(sockets(redis.timeout()))));
    }

    private RedisOptions redis() {
        return new RedisOptions()
                .setConnectionString(redis.url().uri())
                .setMaxPoolWaiting(WAITING)
                .setMaxWaitingHandlers(WAITING);
    }

    private NetClientOptions tls(NetClientOptions sockets) {
        RedisUrl url = redis.url();
        return url.tls()
                ? sockets.setSsl(true)
                        .setTrustOptions(redisTrust)
                        .setHostnameVerificationAlgorithm("HTTPS")
                : sockets;
    }

    /// @param wait the longest wait for a connection of the pool
    private Pool postgres(Duration limit, int connections, Duration wait) {
        Patience patience = new Patience(limit);
        PgConnectOptions connect =
                PgConnectOptions.fromUri(database.url().uri())
                        .setSslOptions(tls(database.url()))
                        .setCachePreparedStatements(true)
                        .setPreparedStatementCacheSqlLimit(16_384)
                        .addProperty("statement_timeout", millis(limit))
                        .addProperty(
                                "idle_in_transaction_session_timeout", millis(patience.silence()));
        PoolOptions pool =
                new PoolOptions()
                        .setEventLoopSize(DATABASE_LOOPS)
                        .setMaxSize(connections)
                        .setMaxWaitQueueSize(WAITING)
                        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setConnectionTimeout((int) wait.toMillis())
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setIdleTimeout((int) patience.unused().toMillis())
                        .setPoolCleanerPeriod((int) patience.sweep().toMillis());
        return PgBuilder.pool()
                .with(pool)
                .with(silenceEnds(sockets(patience.limit()), patience))
                .connectingTo(connect)
                .using(vertx)
                .build();
    }

    /// As libpq does: without verification, any certificate is accepted.
    private ClientSSLOptions tls(DatabaseUrl url) {
        return url.verifies()
                ? new ClientSSLOptions()
                        .setTrustOptions(databaseTrust)
                        .setHostnameVerificationAlgorithm(url.verifiesHost() ? "HTTPS" : "")
                : new ClientSSLOptions().setTrustAll(true).setHostnameVerificationAlgorithm("");
    }

    static NetClientOptions sockets(Duration limit) {
        return new NetClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setSslHandshakeTimeout(limit.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTcpUserTimeout((int) limit.toMillis())
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true);
    }

    private static NetClientOptions silenceEnds(NetClientOptions sockets, Patience patience) {
        return sockets.setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setReadIdleTimeout((int) patience.silence().toMillis());
    }

    private static TrustOptions trust(@Nullable Path ca) throws IOException {
        try {
            TrustManager[] managers = TrustedCertificates.of(ca).getTrustManagers();
            return TrustOptions.wrap(managers[0]);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificates to trust can't be read", e);
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
