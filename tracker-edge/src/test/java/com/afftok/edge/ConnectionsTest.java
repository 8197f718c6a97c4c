package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.afftok.edge.config.EdgeConfig;
import com.afftok.edge.redis.Ask;
import com.afftok.house.FaultyProxy;
import com.afftok.house.TestCertificates;
import com.afftok.local.LocalPostgres;
import com.afftok.local.LocalRedis;
import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.config.RedisUrl;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections to a PostgreSQL and a Redis that become silent, or use TLS.
class ConnectionsTest {

    private static final Duration LIMIT = Duration.ofMillis(200);

    private static LocalPostgres postgres;
    private static LocalRedis redis;
    private static Vertx vertx;
    private static TestCertificates certificates;
    private static Path otherAuthority;
    private FaultyProxy proxy;

    @BeforeAll
    static void start(@TempDir Path folder, @TempDir Path other) throws Exception {
        certificates = TestCertificates.in(folder);
        otherAuthority = TestCertificates.in(other).authority();
        redis = LocalRedis.temporary();
        postgres = LocalPostgres.migrated();
        Database database = new Database(postgres);
        database.execute("alter system set ssl = on");
        database.execute(
                "alter system set ssl_cert_file = '%s'".formatted(certificates.certificate()));
        database.execute("alter system set ssl_key_file = '%s'".formatted(certificates.key()));
        database.execute("select pg_reload_conf()");
        Eventually.equal("on", () -> database.text("show ssl"));
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
        redis.close();
        postgres.close();
    }

    @BeforeEach
    void put_a_network_between() throws IOException {
        proxy = FaultyProxy.before(postgres.port());
    }

    @AfterEach
    void take_it_away() {
        proxy.close();
    }

    @Test
    void a_pool_whose_connections_all_owe_an_answer_has_new_ones_when_postgres_is_back()
            throws IOException {
        Pool pool = postgres(proxy.url(postgres.url()), null).lookups();
        await(pool.query("select 1").execute());

        proxy.swallow();
        Stream.generate(() -> pool.query("select 1").execute())
                .limit(20)
                .map(ConnectionsTest::settled)
                .toList()
                .forEach(outcome -> assertThat(await(outcome)).isEqualTo("failed"));
        Eventually.equal(0, proxy::open);
        proxy.pass();

        assertThat(await(pool.query("select 7").execute()).iterator().next().getInteger(0))
                .isEqualTo(7);
    }

    @Test
    void transactions_whose_answers_are_lost_give_their_connections_back() throws IOException {
        Pool pool = postgres(proxy.url(postgres.url()), null).conversions(LIMIT);

        Stream.generate(() -> pool.withTransaction(this::loseTheAnswer))
                .limit(8)
                .map(ConnectionsTest::settled)
                .toList()
                .forEach(outcome -> assertThat(await(outcome)).isEqualTo("failed"));

        proxy.pass();
        assertThat(await(pool.query("select 7").execute()).size()).isEqualTo(1);
    }

    @Test
    void postgres_ends_a_statement_at_the_limit_and_the_connection_goes_on() throws IOException {
        Pool pool = postgres(proxy.url(postgres.url()), null).conversions(LIMIT);

        Future<@Nullable String> ended =
                pool.withConnection(connection ->
                        connection
                                .query("select pg_sleep(10)")
                                .execute()
                                .<String>map("slept")
                                .recover(e ->
                                        connection
                                                .query("select 1")
                                                .execute()
                                                .map(String.valueOf(e.getMessage()))));

        assertThat(await(ended)).contains("57014");
    }

    @Test
    void a_postgres_that_hangs_in_the_handshake_holds_no_connection_of_the_pool()
            throws IOException {
        Pool pool = postgres(proxy.url(postgres.url()), null).conversions(LIMIT);
        proxy.hang();

        assertThat(await(settled(pool.query("select 1").execute()))).isEqualTo("failed");
        Eventually.equal(0, proxy::open);
        proxy.pass();

        assertThat(await(pool.query("select 1").execute()).size()).isEqualTo(1);
    }

    @Test
    void redis_connections_that_owe_an_answer_are_replaced() throws IOException {
        try (FaultyProxy network = FaultyProxy.before(redis.port())) {
            Redis client = redis(network.url(redis.url()), null).sharedRedis();
            Ask ask = new Ask(client, LIMIT);
            await(ask.answer(ping()));

            network.swallow();
            Stream.generate(() -> ask.answer(ping()))
                    .limit(40)
                    .map(ConnectionsTest::settled)
                    .toList()
                    .forEach(outcome -> assertThat(await(outcome)).isEqualTo("failed"));
            Eventually.equal(0, network::open);
            network.pass();

            assertThat(await(ask.within(Duration.ofSeconds(5)).answer(ping()))).hasToString("PONG");
            client.close();
        }
    }

    @Test
    void a_redis_that_hangs_in_the_handshake_holds_no_connection_of_the_pool() throws IOException {
        try (FaultyProxy network = FaultyProxy.before(redis.port())) {
            network.hang();
            Redis client = redis(network.url(redis.url()), null).sharedRedis();
            Ask ask = new Ask(client, LIMIT);

            assertThat(await(settled(ask.answer(ping())))).isEqualTo("failed");
            Eventually.equal(0, network::open);
            network.pass();

            assertThat(await(ask.within(Duration.ofSeconds(5)).answer(ping()))).hasToString("PONG");
            client.close();
        }
    }

    @Test
    void the_kernel_gives_up_what_is_not_acknowledged_within_the_limit() {
        assumeTrue(vertx.isNativeTransportEnabled());

        NetSocketInternal socket =
                (NetSocketInternal)
                        await(
                                vertx.createNetClient(Connections.sockets(LIMIT))
                                        .connect(postgres.port(), "127.0.0.1"));

        ChannelConfig kernel = socket.channelHandlerContext().channel().config();
        ChannelOption<Integer> userTimeout =
                ChannelOption.valueOf("io.netty.channel.epoll.EpollChannelOption#TCP_USER_TIMEOUT");
        assertThat(kernel.getOption(userTimeout)).isEqualTo((int) LIMIT.toMillis());
        assertThat(kernel.getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
        socket.close();
    }

    @Test
    void postgres_is_believed_with_a_certificate_for_its_name() throws IOException {
        assertThat(tlsOf(postgresAt("localhost", "verify-full"), certificates.authority()))
                .isEqualTo("true");
        assertThat(tlsOf(postgresAt("127.0.0.1", "verify-ca"), certificates.authority()))
                .isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefer", "require"})
    void what_is_not_to_be_verified_is_encrypted(String mode) throws IOException {
        assertThat(tlsOf(postgresAt("127.0.0.1", mode), null)).isEqualTo("true");
    }

    @Test
    void postgres_is_refused_with_a_certificate_for_another_name() {
        assertThatThrownBy(() ->
                        tlsOf(postgresAt("127.0.0.1", "verify-full"), certificates.authority()))
                .isInstanceOf(Exception.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify-ca", "verify-full"})
    void postgres_is_refused_with_a_certificate_of_an_unknown_authority(String mode) {
        assertThatThrownBy(() -> tlsOf(postgresAt("localhost", mode), otherAuthority))
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> tlsOf(postgresAt("localhost", mode), null))
                .isInstanceOf(Exception.class);
    }

    @Test
    void redis_is_believed_with_a_certificate_for_its_name() throws IOException {
        assertThat(pong("localhost", certificates.authority())).isEqualTo("PONG");
    }

    @Test
    void redis_is_refused_with_a_certificate_for_another_name() {
        assertThatThrownBy(() -> pong("127.0.0.1", certificates.authority()))
                .hasMessageNotContaining("timeout");
    }

    @Test
    void redis_is_refused_with_a_certificate_of_an_unknown_authority() {
        assertThatThrownBy(() -> pong("localhost", otherAuthority))
                .hasMessageNotContaining("timeout");
        assertThatThrownBy(() -> pong("localhost", null)).hasMessageNotContaining("timeout");
    }

    private Future<?> loseTheAnswer(SqlConnection connection) {
        return connection
                .query("select 1")
                .execute()
                .onSuccess(_ -> proxy.swallow(FaultyProxy.Way.TO_CLIENT))
                .compose(_ -> connection.query("select 2").execute());
    }

    private static String pong(String host, @Nullable Path authority) throws IOException {
        try (FaultyProxy tls = FaultyProxy.before(redis.port(), certificates.sockets())) {
            String url =
                    tls.url(redis.url())
                            .replace("redis://", "rediss://")
                            .replace("127.0.0.1", host);
            Redis client = redis(url, authority).ownRedis();
            try {
                return await(new Ask(client, Duration.ofSeconds(5)).answer(ping())).toString();
            } finally {
                client.close();
            }
        }
    }

    private static String tlsOf(String url, @Nullable Path authority) throws IOException {
        Pool pool = postgres(url, authority).conversions(Duration.ofSeconds(5));
        try {
            return await(
                            pool.query(
                                            "select ssl::text from pg_stat_ssl"
                                                    + " where pid = pg_backend_pid()")
                                    .execute())
                    .iterator()
                    .next()
                    .getString(0);
        } finally {
            pool.close();
        }
    }

    private static String postgresAt(String host, String mode) {
        return postgres.url().replace("127.0.0.1", host).replace("disable", mode);
    }

    private static Connections postgres(String url, @Nullable Path authority) throws IOException {
        DatabaseUrl database = DatabaseUrl.parse(url);
        return new Connections(
                vertx,
                new EdgeConfig.Database(
                        authority == null ? database : database.trusting(authority), LIMIT),
                new EdgeConfig.Redis(RedisUrl.parse(redis.url()), LIMIT));
    }

    private static Connections redis(String url, @Nullable Path authority) throws IOException {
        RedisUrl server = RedisUrl.parse(url);
        return new Connections(
                vertx,
                new EdgeConfig.Database(DatabaseUrl.parse(postgres.url()), LIMIT),
                new EdgeConfig.Redis(
                        authority == null ? server : server.trusting(authority), LIMIT));
    }

    private static Request ping() {
        return Request.cmd(Command.PING);
    }

    private static Future<String> settled(Future<?> answer) {
        return answer.map("answered").otherwise("failed");
    }

    private static <T extends @Nullable Object> T await(Future<T> answer) {
        return answer.timeout(20, TimeUnit.SECONDS).await();
    }
}
