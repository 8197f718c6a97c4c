package com.afftok.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.local.LocalRedis;
import com.afftok.shared.id.LinkId;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which of two entries Redis keeps, by the times at which they were read.
class RedisEntriesTest {

    private static final long NOW = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();

    private final Vertx vertx = Vertx.vertx();
    private LocalRedis redis;
    private Redis client;
    private RedisEntries<String, LinkId> aliases;

    @BeforeEach
    void start() throws Exception {
        redis = LocalRedis.temporary();
        RedisOptions inOrder =
                new RedisOptions().setConnectionString(redis.url()).setMaxPoolSize(1);
        client = Redis.createClient(vertx, inOrder);
        aliases =
                new RedisEntries<>(
                        client,
                        () -> Instant.ofEpochMilli(NOW),
                        new LinkSettings(
                                10,
                                Duration.ofMinutes(1),
                                Duration.ofHours(1),
                                Duration.ofMinutes(1),
                                Duration.ofHours(1),
                                0,
                                Duration.ofSeconds(5)),
                        alias -> "alias:" + alias,
                        link -> new JsonObject().put("link", link.value()),
                        json -> new LinkId(json.getLong("link")));
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        redis.close();
    }

    @Test
    void a_read_that_ended_late_replaces_none_that_began_after_it() throws Exception {
        put(7, NOW);
        put(8, NOW - 1);

        assertThat(found()).isEqualTo("7, fresh");
    }

    @Test
    void a_clock_that_is_ahead_by_a_little_is_believed() throws Exception {
        put(7, NOW + 5_000);
        put(8, NOW);

        assertThat(found()).isEqualTo("7, fresh");
    }

    @Test
    void an_entry_from_further_in_the_future_is_stale_and_replaced() throws Exception {
        put(7, NOW + 5_001);
        assertThat(found()).isEqualTo("7, stale");

        put(8, NOW);
        assertThat(found()).isEqualTo("8, fresh");
    }

    @Test
    void an_entry_that_cannot_be_parsed_counts_as_absent() throws Exception {
        for (String entry : List.of("{", "{\"v\":4}", "{\"v\":4,\"read\":1,\"of\":[]}")) {
            client.send(Request.cmd(Command.SET).arg("alias:summer").arg(entry));
            assertThat(found()).as(entry).isEqualTo("nothing");
        }

        assertThat(aliases.unreadable()).isEqualTo(3);
    }

    @Test
    void writes_any_number_of_absent_entries() throws Exception {
        put(7, NOW);
        Map<String, LinkId> many = new HashMap<>();
        for (int i = 1; i <= 1201; i++) {
            many.put("alias-" + i, new LinkId(i));
        }
        many.put("summer", new LinkId(8));

        aliases.putAbsent(many, NOW)
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);

        assertThat(found()).isEqualTo("7, fresh");
        assertThat(
                        client.send(Request.cmd(Command.DBSIZE))
                                .toCompletionStage()
                                .toCompletableFuture()
                                .get(5, TimeUnit.SECONDS)
                                .toInteger())
                .isEqualTo(1202);
    }

    private void put(long link, long readMillis) {
        aliases.put("summer", new LinkId(link), readMillis);
    }

    private String found() throws Exception {
        return aliases.find("summer")
                .map(entry ->
                        entry == null
                                ? "nothing"
                                : entry.content().value() + (entry.fresh() ? ", fresh" : ", stale"))
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }
}
