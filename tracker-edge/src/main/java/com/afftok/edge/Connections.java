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

/// How the edge connects to PostgreSQL and Redis, and within which bounds.
///
/// A server can go away without a word: its host dies, or the network drops packets. No future that
/// times out ends the connection behind it, and a pool whose connections all wait for such answers
/// is empty. So each pool has one limit, and a connection that owes an answer for longer is closed:
///
/// - the kernel closes it when what was sent stays unacknowledged for the limit;
/// - the client closes it when nothing was received for the limit and the time that a connection
///   may lie unused in the pool. An unused one leaves the pool before that, so that only those that
///   owe an answer, or don't get through the handshake, are closed in this way.
///
/// PostgreSQL itself ends a statement at the limit, and a transaction that is left open.
final class Connections {

    private static final int DATABASE_CONNECTIONS = 8;

    /// Its own, because one write is megabytes to encode, for which no visitor should wait.
    private static final int DATABASE_LOOPS = 2;

    private static final int REDIS_CONNECTIONS = 16;
    private static final int WAITING = 10_000;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration GET_CONNECTION = Duration.ofSeconds(5);
    private static final Duration LOOKUP = Duration.ofSeconds(5);

    /// Rows that lie in the default partition are moved when their partition is made.
    private static final Duration MAINTENANCE = Duration.ofMinutes(10);

    private final Vertx vertx;
    private final EdgeConfig.Database database;
    private final EdgeConfig.Redis redis;
    private final @Nullable TrustOptions databaseTrust;
    private final @Nullable TrustOptions redisTrust;

    /// @throws IOException if the certificates to trust can't be read
    Connections(Vertx vertx, EdgeConfig.Database database, EdgeConfig.Redis redis)
            throws IOException {
        this.vertx = vertx;
        this.database = database;
        this.redis = redis;
        this.databaseTrust = database.url().verifies() ? trust(database.url().ca()) : null;
        this.redisTrust = redis.url().tls() ? trust(redis.url().ca()) : null;
    }

    /// The limit of a connection, with what follows from it.
    ///
    /// @param limit how long an answer may take
    private record Patience(Duration limit) {

        private static final Duration UNUSED_AT_MOST = Duration.ofSeconds(5);

        /// After which an unused connection leaves its pool.
        Duration unused() {
            return limit.compareTo(UNUSED_AT_MOST) < 0 ? limit : UNUSED_AT_MOST;
        }

        /// How often a pool is looked through for unused connections.
        Duration sweep() {
            return unused().dividedBy(4);
        }

        /// After which a silent connection is closed.
        Duration silence() {
            return limit.plus(unused()).plus(sweep().multipliedBy(2));
        }
    }

    /// For what a visitor waits for.
    Pool lookups() {
        Duration limit = database.timeout();
        return postgres(
                limit.compareTo(LOOKUP) < 0 ? limit : LOOKUP, DATABASE_CONNECTIONS, GET_CONNECTION);
    }

    /// For conversions, which must not take longer than the given time.
    Pool conversions(Duration limit) {
        return postgres(limit, DATABASE_CONNECTIONS, GET_CONNECTION);
    }

    /// For what nobody waits for.
    Pool background() {
        return postgres(database.timeout(), DATABASE_CONNECTIONS, GET_CONNECTION);
    }

    /// For what may take minutes and is never urgent. A statement waits for the only connection for
    /// as long as another one may take.
    Pool maintenance() {
        return postgres(MAINTENANCE, 1, MAINTENANCE);
    }

    /// The connections that are shared by all who ask Redis.
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

    /// A client for one connection whose user bounds each answer and closes it; it may be silent
    /// for as long as nothing is asked.
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

    /// @param wait for a connection of the pool, at most
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

    /// As libpq does: what isn't to be verified is encrypted and taken as it comes.
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
