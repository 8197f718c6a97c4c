package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Redis, PostgreSQL and writers fail, and no click of a redirected shopper is lost.
class OutageTest {

    private static final String SHOP = "https://shop.example.com/";

    private static RunningServers servers;
    private static Database database;
    private RedisCommands commands;
    @TempDir Path journal;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        database.addLink(1, SHOP);
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @BeforeEach
    void nobody_has_clicked_yet() throws Exception {
        if (!servers.redis().isRunning()) {
            servers.redis().start();
        }
        if (!servers.postgres().isRunning()) {
            servers.postgres().start();
        }
        commands = new RedisCommands(servers.redis());
        commands.send("FLUSHALL");
        database.execute("truncate clicks, click_hourly, click_visitors, offer_counters");
    }

    @AfterEach
    void hang_up() {
        commands.close();
    }

    @Test
    void redirects_while_redis_is_down_and_writes_later() throws Exception {
        try (RunningEdge edge = edge()) {
            assertThat(edge.click(1).statusCode()).isEqualTo(302);

            servers.redis().stop();
            int redirected = redirects(edge, 50);
            servers.redis().start();

            assertThat(redirected).isEqualTo(50);
            Eventually.equal(51L, () -> database.rows(1));
        }
    }

    @Test
    void redirects_while_redis_hangs_and_counts_each_click_once() throws Exception {
        try (RunningEdge edge = edge()) {
            assertThat(edge.click(1).statusCode()).isEqualTo(302);

            servers.redis().pause();
            int redirected = redirects(edge, 20);
            servers.redis().resume();

            assertThat(redirected).isEqualTo(20);
            Eventually.equal(21L, () -> database.rows(1));
            assertThat(database.number("select gross from offer_counters")).isEqualTo(21);
        }
    }

    @Test
    void keeps_what_was_redirected_through_a_kill_of_redis() throws Exception {
        try (RunningEdge edge = edge("CLICK_WRITE_EVERY", "1h", "CLICK_TAKE_OVER", "2h")) {
            int redirected = redirects(edge, 100);

            servers.redis().kill();
            redirected += redirects(edge, 10);
            servers.redis().start();

            assertThat(redirected).isEqualTo(110);
        }
        try (RunningEdge _ = edge("CLICK_TAKE_OVER", "1s")) {
            Eventually.equal(110L, () -> database.rows(1));
        }
    }

    @Test
    void serves_from_memory_while_postgres_is_down_and_writes_later() throws Exception {
        try (RunningEdge edge = edge("LINK_REFRESH", "1ms")) {
            assertThat(edge.click(1).statusCode()).isEqualTo(302);
            Eventually.equal(1L, () -> database.rows(1));

            servers.postgres().kill();
            int redirected = redirects(edge, 50);
            int ofAnUnknownLink = edge.click(999).statusCode();
            int database503 = edge.get("/health/db").statusCode();
            servers.postgres().start();

            assertThat(redirected).isEqualTo(50);
            assertThat(ofAnUnknownLink).isEqualTo(503);
            assertThat(database503).isEqualTo(503);
            Eventually.equal(51L, () -> database.rows(1));
        }
    }

    @Test
    void refuses_clicks_that_neither_redis_nor_the_journal_can_keep() throws Exception {
        try (RunningEdge edge = edge("JOURNAL_MAX_BYTES", "64k")) {
            assertThat(edge.click(1).statusCode()).isEqualTo(302);

            servers.redis().stop();
            int redirected = redirects(edge, 1500);
            int beyond = edge.click(1).statusCode();
            servers.redis().start();

            assertThat(redirected).isBetween(100, 1400);
            assertThat(beyond).isEqualTo(503);
            Eventually.equal(redirected + 1L, () -> database.rows(1));
            assertThat(edge.click(1).statusCode()).isEqualTo(302);
        }
    }

    @Test
    void the_next_edge_writes_what_the_last_one_left_in_its_journal() throws Exception {
        try (RunningEdge edge = edge()) {
            assertThat(edge.click(1).statusCode()).isEqualTo(302);
            servers.redis().stop();
            assertThat(redirects(edge, 10)).isEqualTo(10);
        }
        servers.redis().start();

        try (RunningEdge _ = edge()) {
            Eventually.equal(11L, () -> database.rows(1));
        }
    }

    @Test
    void clicks_that_another_writer_left_behind_are_taken_over() throws Exception {
        try (RunningEdge edge =
                edge("CLICK_WRITE_EVERY", "1h", "CLICK_TAKE_OVER", "2h", "EDGE_DRAIN", "1s")) {
            assertThat(redirects(edge, 5)).isEqualTo(5);
            servers.postgres().kill();
        }
        servers.postgres().start();
        assertThat(database.rows(1)).isZero();

        try (RunningEdge _ = edge("CLICK_TAKE_OVER", "1s")) {
            Eventually.equal(5L, () -> database.rows(1));
        }
        assertThat(database.number("select gross from offer_counters")).isEqualTo(5);
    }

    @Test
    void all_that_a_dead_writer_left_is_taken_over_in_one_go() throws Exception {
        String[] settings = {
            "CLICK_SHARDS", "1",
            "CLICK_WRITE_EVERY", "1h",
            "CLICK_TAKE_OVER", "2h",
            // no click takes the way through the journal, which joins entries
            "CLICK_REDIS_TIMEOUT", "1s"
        };
        try (RunningEdge edge = edge(settings)) {
            assertThat(redirects(edge, 200)).isEqualTo(200);
            Eventually.equal(true, () -> abandoned() >= 200);
            commands.send("COPY", "clicks:{0}", "as-it-was:{0}");
        }
        database.execute("truncate clicks, click_hourly, click_visitors, offer_counters");
        commands.send("COPY", "as-it-was:{0}", "clicks:{0}", "REPLACE");

        try (RunningEdge _ = edge("CLICK_SHARDS", "1", "CLICK_TAKE_OVER", "1h")) {
            Eventually.equal(200L, () -> database.rows(1));
        }
    }

    /// A click that Redis accepted too late exists twice.
    private int abandoned() {
        return Integer.parseInt(commands.send("EVAL", ABANDON, "1", "clicks:{0}"));
    }

    /// Assigns all entries to a writer that has been idle for two hours; returns their number.
    private static final String ABANDON =
            """
            for _, entry in ipairs(redis.call('XPENDING', KEYS[1], 'writers', '-', '+', 1000)) do
              redis.call('XCLAIM', KEYS[1], 'writers', 'dead', 0, entry[1], 'IDLE', 7200000)
            end
            return redis.call('XPENDING', KEYS[1], 'writers')[1]
            """;

    @Test
    void a_click_that_postgres_refuses_is_set_aside_alone() throws Exception {
        database.execute("alter table clicks add constraint test_only check (sub1 <> 'refused')");
        try (RunningEdge edge = edge("CLICK_SHARDS", "1")) {
            String path = "/c/" + RunningEdge.code(1);

            for (int i = 0; i < 10; i++) {
                assertThat(edge.get(path + "?sub1=ok" + i).statusCode()).isEqualTo(302);
            }
            assertThat(edge.get(path + "?sub1=refused").statusCode()).isEqualTo(302);

            Eventually.equal(10L, () -> database.rows(1));
            Eventually.equal("1", () -> commands.send("XLEN", "clicks:poison:{0}"));
            Eventually.equal("0", () -> commands.send("XLEN", "clicks:{0}"));
        } finally {
            database.execute("alter table clicks drop constraint test_only");
        }
    }

    @Test
    void a_damaged_batch_is_set_aside_and_holds_nobody_up() throws Exception {
        try (RunningEdge edge = edge("CLICK_SHARDS", "1")) {
            commands.send("XADD", "clicks:{0}", "*", "b", "this is no click");
            assertThat(edge.click(1).statusCode()).isEqualTo(302);

            Eventually.equal(1L, () -> database.rows(1));
            Eventually.equal("1", () -> commands.send("XLEN", "clicks:poison:{0}"));
            assertThat(edge.metrics())
                    .contains("afftok_clicks_written_total{fate=\"set_aside\",shard=\"0\"} 1.0");
        }
    }

    private RunningEdge edge(String... settings) throws IOException {
        return RunningEdge.over(servers.postgres(), servers.redis(), journal, settings);
    }

    private static int redirects(RunningEdge edge, int clicks) {
        int redirected = 0;
        for (int i = 0; i < clicks; i++) {
            redirected += edge.click(1).statusCode() == 302 ? 1 : 0;
        }
        return redirected;
    }
}
