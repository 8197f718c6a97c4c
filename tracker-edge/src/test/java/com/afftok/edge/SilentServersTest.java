package com.afftok.edge;

import static com.afftok.edge.Shop.click;
import static com.afftok.edge.Shop.sale;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.keep.ClickStream;
import com.afftok.house.FaultyProxy;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The network to Redis or PostgreSQL drops packets for longer than all limits: no connection is
/// closed, and no answered click or sale is lost or written twice.
class SilentServersTest {

    private static final int FORGOTTEN = 20;
    private static final int SHARDS = 2;
    private static final int COMMITS = 10;
    private static final String KNOWN = "afftok_clicks_written_total{fate=\"known\"";

    /// The connections whose statements may take minutes.
    private static final int MAINTENANCE = 1;

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
            redis.swallow(FaultyProxy.Way.TO_CLIENT); // Redis has them, and so has the journal
            int redirected = redirects(edge, FORGOTTEN);
            redis.swallow();
            allAreGivenUp(redis, before);
            redirected += redirects(edge, FORGOTTEN);
            redis.pass();

            assertThat(redirected).isEqualTo(2 * FORGOTTEN);
            writtenOnce(edge, 1 + 2 * FORGOTTEN);
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
            writtenOnce(edge, 1 + 2 * FORGOTTEN);
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
        try (RunningEdge edge = edge("CLICK_WRITE_EVERY", "10ms")) {
            assertThat(edge.click(1).statusCode()).isEqualTo(302);
            Eventually.equal(1L, () -> database.rows(1));

            // other transactions commit, too: repeat until a commit of clicks is lost
            int lost = 0;
            int clicks = 1;
            while (!wroteClicksAgain(edge) && lost < COMMITS) {
                postgres.loseAnswer("COMMIT", "");
                assertThat(redirects(edge, FORGOTTEN)).isEqualTo(FORGOTTEN);
                clicks += FORGOTTEN;
                lost++;
                Eventually.equal(lost, postgres::lostAnswers);
                writtenOnce(edge, clicks);
            }

            assertThat(wroteClicksAgain(edge)).isTrue();
        }
    }

    @Test
    void half_open_connections_are_given_up_and_replaced() throws IOException {
        try (RunningEdge edge = edge()) {
            assertThat(edge.click(1).statusCode()).isEqualTo(302);
            Eventually.equal(1L, () -> database.rows(1));
            nothingIsMaintained();

            int before = postgres.accepted();
            redis.halfOpen();
            postgres.halfOpen();
            int redirected = redirects(edge, FORGOTTEN);
            allAreGivenUp(postgres, before);
            redirected += redirects(edge, FORGOTTEN);

            assertThat(redirected).isEqualTo(2 * FORGOTTEN);
            writtenOnce(edge, 1 + 2 * FORGOTTEN);
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
            writtenOnce(edge, FORGOTTEN);
        }
    }

    @Test
    void serves_although_a_postgres_accepts_connections_and_answers_nothing() throws IOException {
        try (RunningEdge other = servers.edge()) {
            assertThat(other.click(1).statusCode()).isEqualTo(302);
            writtenOnce(other, 1);
        }

        postgres.hang();
        try (RunningEdge edge = edge()) {
            int redirected = redirects(edge, FORGOTTEN);
            int health = edge.get("/health/db").statusCode();
            int hanging = postgres.accepted();
            postgres.pass();
            Eventually.equal(true, () -> postgres.deadAmongFirst(hanging) <= MAINTENANCE);

            assertThat(redirected).isEqualTo(FORGOTTEN);
            assertThat(health).isEqualTo(503);
            writtenOnce(edge, 1 + FORGOTTEN);
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

    private static void nothingIsMaintained() {
        Eventually.equal(
                0L,
                () ->
                        database.number(
                                """
                                select count(*) from pg_stat_activity
                                 where query ~ '^select (create|drop)_[a-z]+_partition'
                                    or (query like 'select forget_click_visitors%' and state = 'active')
                                """));
    }

    private static boolean wroteClicksAgain(RunningEdge edge) {
        return edge.metrics()
                .lines()
                .anyMatch(line -> line.startsWith(KNOWN) && !line.endsWith(" 0.0"));
    }

    private static void allAreGivenUp(FaultyProxy proxy, int accepted) {
        Eventually.equal(0, () -> proxy.deadAmongFirst(accepted));
    }

    /// Checks when nothing is left that could be written twice.
    private static void writtenOnce(RunningEdge edge, long clicks) {
        Eventually.equal(clicks, () -> database.rows(1));
        Eventually.equal("0.0", () -> edge.metric("afftok_journal_bytes"));
        try (RedisCommands commands = new RedisCommands(servers.redis())) {
            for (int shard = 0; shard < SHARDS; shard++) {
                String stream = ClickStream.name(shard);
                Eventually.equal("0", () -> commands.send("XLEN", stream));
            }
        }
        assertThat(database.rows(1)).isEqualTo(clicks);
        assertThat(database.number("select gross from offer_counters")).isEqualTo(clicks);
    }

    private static int redirects(RunningEdge edge, int clicks) {
        int redirected = 0;
        for (int i = 0; i < clicks; i++) {
            redirected += edge.click(1).statusCode() == 302 ? 1 : 0;
        }
        return redirected;
    }
}
