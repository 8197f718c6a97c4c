package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// The backlog of clicks, as operators see it, and their operations.
class BacklogTest {

    private static final String WATCHER = "com.afftok.edge.write.BacklogGauge";

    private static RunningServers servers;
    private static Database database;
    private RedisCommands commands;
    @TempDir Path journal;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        database.addLink(1, "https://shop.example.com/");
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
        commands = new RedisCommands(servers.redis());
        commands.send("FLUSHALL");
        commands.send("ACL", "SETUSER", "default", "+config");
        set("maxmemory-policy", "noeviction");
        set("maxmemory", "1gb");
        set("appendonly", "yes");
        set("appendfsync", "always");
        database.execute("truncate clicks, click_hourly, click_visitors, offer_counters");
    }

    @AfterEach
    void hang_up() {
        commands.close();
    }

    @Test
    void an_operator_sees_why_a_click_was_set_aside_and_replays_it() throws Exception {
        database.execute(
                "alter table clicks add constraint test_only check (sub1 <> 'secret-tag')");
        try (RunningEdge edge = edge()) {
            assertThat(edge.get(path("secret-tag")).statusCode()).isEqualTo(302);
            assertThat(edge.get(path("good")).statusCode()).isEqualTo(302);
            Eventually.equal("1", () -> commands.send("XLEN", "clicks:poison:{0}"));

            String seen = edge.admin("GET", "/poison").body();
            assertThat(seen)
                    .contains("\"total\":1", "\"shard\":0", "SQLSTATE 23514, test_only")
                    .doesNotContain("secret-tag");

            assertThat(edge.admin("POST", "/poison/replay").body()).contains("\"replayed\":1");
            Eventually.equal(
                    true, () -> edge.admin("GET", "/poison").body().contains("\"total\":1"));
            assertThat(database.rows(1)).isEqualTo(1);

            database.execute("alter table clicks drop constraint test_only");
            assertThat(edge.admin("POST", "/poison/replay").body()).contains("\"replayed\":1");
            Eventually.equal(2L, () -> database.rows(1));
            assertThat(edge.admin("GET", "/poison").body()).contains("\"total\":0");
        }
        assertThat(database.number("select sum(gross) from click_hourly")).isEqualTo(2);
    }

    @Test
    void an_operator_hears_that_redis_is_away() throws Exception {
        try (RunningEdge edge = edge("EDGE_DRAIN", "1s")) {
            servers.redis().stop();

            assertThat(edge.admin("GET", "/poison").statusCode()).isEqualTo(503);
            assertThat(edge.admin("POST", "/poison/replay").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void metrics_tell_what_waits_where_and_for_how_long() throws Exception {
        try (RunningEdge edge = edge("CLICK_WRITE_EVERY", "1h", "CLICK_TAKE_OVER", "2h")) {
            assertThat(edge.click(1).statusCode()).isEqualTo(302);
            commands.send("XADD", "clicks:poison:{0}", "*", "b", "damaged", "why", "test");

            Eventually.equal(
                    true, () -> value(edge, "afftok_click_stream_entries{shard=\"0\"}") > 0);
            Eventually.equal(
                    true, () -> value(edge, "afftok_click_stream_pending{shard=\"0\"}") > 0);
            Eventually.equal(1.0, () -> value(edge, "afftok_click_poison_entries{shard=\"0\"}"));
            Eventually.equal(true, () -> value(edge, "afftok_click_oldest_unwritten_seconds") > 0);
            assertThat(value(edge, "afftok_click_buffer_depth{loop=\"0\"}")).isZero();
            assertThat(value(edge, "afftok_click_batch_clicks_count")).isEqualTo(1);
            assertThat(value(edge, "afftok_journal_bytes")).isZero();
            assertThat(value(edge, "afftok_click_writer_lag_seconds{shard=\"0\"}")).isPositive();
        }
    }

    @Test
    void the_age_of_the_oldest_click_is_known_while_it_is_in_the_journal() throws Exception {
        try (RunningEdge edge = edge("EDGE_DRAIN", "1s")) {
            assertThat(edge.click(1).statusCode()).isEqualTo(302);
            Eventually.equal(1L, () -> database.rows(1));
            servers.redis().stop();
            assertThat(edge.click(1).statusCode()).isEqualTo(302);

            Eventually.equal(true, () -> value(edge, "afftok_journal_bytes") > 0);
            Eventually.equal(true, () -> value(edge, "afftok_click_oldest_unwritten_seconds") > 1);

            servers.redis().start();
            Eventually.equal(2L, () -> database.rows(1));
            Eventually.equal(0.0, () -> value(edge, "afftok_click_oldest_unwritten_seconds"));
        }
    }

    @Test
    void writes_again_after_postgres_was_away_for_longer_than_any_timeout() throws Exception {
        try (RunningEdge edge = edge()) {
            assertThat(edge.click(1).statusCode()).isEqualTo(302);
            Eventually.equal(1L, () -> database.rows(1));
            servers.postgres().stop();
            assertThat(edge.click(1).statusCode()).isEqualTo(302);
            Eventually.equal(
                    true, () -> value(edge, "afftok_click_writer_lag_seconds{shard=\"0\"}") > 7);

            servers.postgres().start();
            Eventually.equal(2L, () -> database.rows(1));
        }
    }

    @Test
    void warns_of_a_redis_that_may_lose_clicks() throws Exception {
        set("maxmemory-policy", "allkeys-lru");
        set("maxmemory", "0");
        set("appendonly", "no");
        set("appendfsync", "no");

        assertThat(warningsOfAnEdge())
                .containsExactlyInAnyOrder(
                        "redis may throw clicks away when its memory is full",
                        "redis has no limit of its memory, the system may end it",
                        "redis loses all clicks that wait when it ends",
                        "redis may lose clicks of the last moments when its machine ends");
    }

    @Test
    void metrics_tell_how_full_redis_is_and_which_of_its_settings_loses_clicks() throws Exception {
        set("appendonly", "no");

        try (RunningEdge edge = edge()) {
            Eventually.equal(
                    1.0, () -> value(edge, "afftok_redis_setting_unsafe{setting=\"appendonly\"}"));
            assertThat(value(edge, "afftok_redis_setting_unsafe{setting=\"maxmemory\"}")).isZero();
            assertThat(value(edge, "afftok_redis_memory_used")).isBetween(0.0001, 0.5);
        }
    }

    @Test
    void a_setting_that_is_changed_later_is_noticed_and_warned_of_once() throws Exception {
        String metric = "afftok_redis_setting_unsafe{setting=\"appendonly\"}";
        ListAppender<ILoggingEvent> lines = listen();
        try (RunningEdge edge = edge()) {
            Eventually.equal(0.0, () -> value(edge, metric));
            // measured before the first check of the settings
            Eventually.equal(true, () -> value(edge, "afftok_redis_memory_used") > 0);
            set("appendonly", "no");
            Eventually.equal(1.0, () -> value(edge, metric));
            set("maxmemory", "0");
            Eventually.equal(
                    1.0, () -> value(edge, "afftok_redis_setting_unsafe{setting=\"maxmemory\"}"));
            set("appendonly", "yes");
            Eventually.equal(0.0, () -> value(edge, metric));
            set("appendonly", "no");
            Eventually.equal(1.0, () -> value(edge, metric));
        } finally {
            lines.stop();
        }
        String appendOnly = "redis loses all clicks that wait when it ends";
        assertThat(lines.list)
                .extracting(ILoggingEvent::getMessage)
                .containsExactly(
                        appendOnly,
                        "redis has no limit of its memory, the system may end it",
                        appendOnly);
    }

    @Test
    void says_that_it_may_not_ask_what_redis_throws_away() throws Exception {
        commands.send("ACL", "SETUSER", "default", "-config");

        assertThat(warningsOfAnEdge()).singleElement().asString().contains("can't check");
    }

    @Test
    void says_nothing_of_a_redis_that_keeps_everything() throws Exception {
        assertThat(warningsOfAnEdge()).isEmpty();
    }

    /// Restores the stream as a writer leaves it that crashes after the commit.
    @Test
    void clicks_of_a_writer_that_died_between_commit_and_acknowledgement_are_written_once()
            throws Exception {
        try (RunningEdge edge = edge("CLICK_WRITE_EVERY", "1h", "CLICK_TAKE_OVER", "2h")) {
            for (int i = 0; i < 5; i++) {
                assertThat(edge.click(1).statusCode()).isEqualTo(302);
            }
            Eventually.equal("0", () -> commands.send("EVAL", UNREAD, "1", "clicks:{0}"));
            commands.send("COPY", "clicks:{0}", "as-it-was:{0}");
        }
        assertThat(database.rows(1)).isEqualTo(5);
        String before = database.text(ROLLUP);
        commands.send("COPY", "as-it-was:{0}", "clicks:{0}", "REPLACE");
        assertThat(commands.send("XLEN", "clicks:{0}")).isNotEqualTo("0");

        try (RunningEdge _ = edge("CLICK_TAKE_OVER", "1s")) {
            Eventually.equal("0", () -> commands.send("XLEN", "clicks:{0}"));
        }

        assertThat(database.rows(1)).isEqualTo(5);
        assertThat(database.text(ROLLUP)).isEqualTo(before);
        assertThat(database.number("select gross from offer_counters")).isEqualTo(5);
    }

    private static final String ROLLUP =
            "select string_agg(concat_ws(' ', h.*), ',' order by h.*) from click_hourly h";

    /// How many entries no consumer of the group has read.
    private static final String UNREAD =
            """
            return redis.call('XLEN', KEYS[1]) - redis.call('XPENDING', KEYS[1], 'writers')[1]
            """;

    private void set(String setting, String value) {
        commands.send("CONFIG", "SET", setting, value);
    }

    private List<String> warningsOfAnEdge() throws IOException {
        ListAppender<ILoggingEvent> lines = listen();
        try (RunningEdge edge = edge()) {
            for (double looks = 1; looks <= 2; looks++) {
                commands.send("XADD", "clicks:poison:{0}", "*", "b", "damaged", "why", "test");
                double entries = looks;
                Eventually.equal(
                        entries, () -> value(edge, "afftok_click_poison_entries{shard=\"0\"}"));
            }
        } finally {
            lines.stop();
        }
        return lines.list.stream().map(ILoggingEvent::getMessage).toList();
    }

    /// Collects the log lines until it is stopped.
    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        ((Logger) LoggerFactory.getLogger(WATCHER)).addAppender(lines);
        return lines;
    }

    private static double value(RunningEdge edge, String metric) {
        return edge.metrics()
                .lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    private static String path(String sub1) {
        return "/c/" + RunningEdge.code(1) + "?sub1=" + sub1;
    }

    private RunningEdge edge(String... settings) throws IOException {
        String[] all = new String[settings.length + 2];
        System.arraycopy(settings, 0, all, 2, settings.length);
        all[0] = "CLICK_SHARDS";
        all[1] = "1";
        return RunningEdge.over(servers.postgres(), servers.redis(), journal, all);
    }
}
