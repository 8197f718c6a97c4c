package com.afftok.edge;

import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The network to Redis or PostgreSQL loses packets, for longer than anything waits: no connection
/// breaks, nobody says anything, and no click or sale that was answered is lost or written twice.
class SilentServersTest {

    private static final int FORGOTTEN = 20;

    private static RunningServers servers;
    private static Database database;
    private FaultyProxy redis;
    private FaultyProxy postgres;

    @BeforeAll
    static void start() {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        database.addLink(1, "https://shop.example.com/");
        database.execute(Shop.insertSecret(1, "live", 1, Shop.SECRET));
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void nobody_has_clicked_yet() throws IOException {
        redis = FaultyProxy.before(servers.redis().port());
        postgres = FaultyProxy.before(servers.postgres().port());
        try (RedisCommands commands = new RedisCommands(servers.redis())) {
            commands.send("FLUSHALL");
        }
        database.execute("truncate clicks, click_hourly, click_visitors, offer_counters");
    }

    @AfterEach
    void hang_up() {
        redis.close();
        postgres.close();
    }

    @Test
    void clicks_go_to_the_journal_while_redis_is_silent_and_are_written_once() throws IOException {
        try (RunningEdge edge = edge()) {
            assertThat(edge.click(1).statusCode()).isEqualTo(302);
            Eventually.equal(1L, () -> database.rows(1));

            int before = redis.accepted();
            redis.swallow(FaultyProxy.Way.TO_CLIENT); // Redis has them, and the journal, too
            int redirected = redirects(edge, FORGOTTEN);
            redis.swallow();
            allAreGivenUp(redis, before);
            redirected += redirects(edge, FORGOTTEN);
            redis.pass();

            assertThat(redirected).isEqualTo(2 * FORGOTTEN);
            writtenOnce(1 + 2 * FORGOTTEN);
            assertThat(edge.get("/health/redis").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void clicks_and_sales_wait_in_redis_while_postgres_is_silent_and_are_recorded_once()
            throws IOException {
        try (RunningEdge edge = edge()) {
            Shop shop = new Shop(edge);
            assertThat(edge.click(1).statusCode()).isEqualTo(302);
            assertThat(shop.report(sale(click(1), "before")).status()).isEqualTo(200);
            Eventually.equal(1L, () -> database.rows(1));

            int before = postgres.accepted();
            postgres.swallow();
            int redirected = redirects(edge, FORGOTTEN);
            Map<String, String> sale = sale(click(1), "silent");
            int queued = shop.report(sale).status();
            allAreGivenUp(postgres, before);
            redirected += redirects(edge, FORGOTTEN);
            postgres.pass();

            assertThat(redirected).isEqualTo(2 * FORGOTTEN);
            assertThat(queued).isEqualTo(202);
            writtenOnce(1 + 2 * FORGOTTEN);
            Eventually.equal(
                    1L,
                    () ->
                            database.number(
                                    "select count(*) from conversions"
                                            + " where transaction_id = 'silent'"));
            assertThat(shop.report(sale).verdict()).isEqualTo("409 CONV_002");
        }
    }

    @Test
    void what_was_committed_without_an_answer_is_not_written_twice() throws IOException {
        try (RunningEdge edge = edge()) {
            assertThat(edge.click(1).statusCode()).isEqualTo(302);
            Eventually.equal(1L, () -> database.rows(1));

            postgres.loseAnswer("COMMIT", "");
            int redirected = redirects(edge, FORGOTTEN);
            Eventually.equal(1, postgres::lostAnswers);

            assertThat(redirected).isEqualTo(FORGOTTEN);
            writtenOnce(1 + FORGOTTEN);
        }
    }

    @Test
    void half_open_connections_are_given_up_and_replaced() throws IOException {
        try (RunningEdge edge = edge()) {
            assertThat(edge.click(1).statusCode()).isEqualTo(302);
            Eventually.equal(1L, () -> database.rows(1));

            redis.halfOpen();
            postgres.halfOpen();
            int redirected = redirects(edge, FORGOTTEN);

            assertThat(redirected).isEqualTo(FORGOTTEN);
            writtenOnce(1 + FORGOTTEN);
        }
    }

    @Test
    void serves_although_a_redis_accepts_connections_and_answers_nothing() throws IOException {
        redis.hang();
        try (RunningEdge edge = edge()) {
            int redirected = redirects(edge, FORGOTTEN);
            int health = edge.get("/health/redis").statusCode();
            redis.pass();

            assertThat(redirected).isEqualTo(FORGOTTEN);
            assertThat(health).isEqualTo(503);
            writtenOnce(FORGOTTEN);
        }
    }

    @Test
    void serves_although_a_postgres_accepts_connections_and_answers_nothing() throws IOException {
        try (RunningEdge other = servers.edge()) {
            assertThat(other.click(1).statusCode()).isEqualTo(302);
        }
        writtenOnce(1);

        postgres.hang();
        try (RunningEdge edge = edge()) {
            int redirected = redirects(edge, FORGOTTEN);
            int health = edge.get("/health/db").statusCode();
            postgres.pass();

            assertThat(redirected).isEqualTo(FORGOTTEN);
            assertThat(health).isEqualTo(503);
            writtenOnce(1 + FORGOTTEN);
        }
    }

    private RunningEdge edge(String... settings) throws IOException {
        return servers.edge(
                Stream.concat(
                                Stream.of(
                                        "REDIS_URL",
                                        redis.url(servers.redis().url()),
                                        "REDIS_TIMEOUT",
                                        "300ms",
                                        "DATABASE_URL",
                                        postgres.url(servers.postgres().url()),
                                        "DATABASE_TIMEOUT",
                                        "1s",
                                        "POSTBACK_TIMEOUT",
                                        "500ms",
                                        "LINK_REDIS_TIMEOUT",
                                        "50ms",
                                        "CLICK_REDIS_GIVE_UP",
                                        "300ms",
                                        "INSTANCE_ID",
                                        "7"),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }

    private static void allAreGivenUp(FaultyProxy proxy, int accepted) {
        Eventually.equal(0, () -> proxy.deadAmongFirst(accepted));
    }

    private static void writtenOnce(long clicks) {
        Eventually.equal(clicks, () -> database.rows(1));
        Eventually.equal(clicks, () -> database.number("select gross from offer_counters"));
        assertThat(database.rows(1)).isEqualTo(clicks);
    }

    private static int redirects(RunningEdge edge, int clicks) {
        int redirected = 0;
        for (int i = 0; i < clicks; i++) {
            redirected += edge.click(1).statusCode() == 302 ? 1 : 0;
        }
        return redirected;
    }
}
