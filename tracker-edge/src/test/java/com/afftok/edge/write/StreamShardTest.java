package com.afftok.edge.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.edge.Eventually;
import com.afftok.edge.keep.ClickStream;
import com.afftok.house.FaultyProxy;
import com.afftok.local.LocalRedis;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A consumer of the click stream loses no delivered entry, and reads no more at once than it can
/// hold.
class StreamShardTest {

    private static final String STREAM = ClickStream.name(0);
    private static final Duration WAIT = Duration.ofMillis(1);

    private static LocalRedis redis;
    private static Vertx vertx;
    private static Redis client;
    private FaultyProxy proxy;

    @BeforeAll
    static void start() {
        redis = LocalRedis.temporary();
        vertx = Vertx.vertx();
        client = Redis.createClient(vertx, redis.url());
    }

    @AfterAll
    static void stop() {
        vertx.close().await();
        redis.close();
    }

    @BeforeEach
    void redis_is_empty() throws Exception {
        proxy = FaultyProxy.before(redis.port());
        send("FLUSHALL");
    }

    @AfterEach
    void close() {
        proxy.close();
    }

    @Test
    void entries_whose_answer_was_lost_are_still_its_own() {
        StreamShard shard = shard("me");
        assertThat(shard.read(WAIT)).isEmpty();
        add("batch-1");
        add("batch-2");
        proxy.loseAnswer("(?i)xreadgroup", "batch-1");

        assertThatThrownBy(() -> shard.read(WAIT));
        shard.close();
        assertThat(shard.mayOwnMore()).isTrue();
        assertThat(shard.read(WAIT)).isEmpty();
        assertThat(shard.mayOwnMore()).isTrue();

        List<StreamShard.Entry> owned = shard.owned(StreamShard.FIRST);
        assertThat(batches(owned)).containsExactly("batch-1", "batch-2");
        assertThat(owned).allMatch(StreamShard.Entry::repeated);
        assertThat(shard.owned(owned.getLast().id())).isEmpty();
        assertThat(shard.mayOwnMore()).isFalse();
    }

    @Test
    void entries_of_a_take_over_whose_answer_was_lost_are_its_own() {
        add("batch-1");
        StreamShard dead = shard("dead");
        assertThat(batches(dead.read(WAIT))).containsExactly("batch-1");
        StreamShard shard = shard("me");
        assertThat(shard.read(WAIT)).isEmpty();
        proxy.loseAnswer("(?i)xautoclaim", "batch-1");

        assertThatThrownBy(() -> shard.takeOver(Duration.ZERO));
        shard.close();

        assertThat(shard.mayOwnMore()).isTrue();
        assertThat(batches(shard.owned(StreamShard.FIRST))).containsExactly("batch-1");
    }

    @Test
    void a_full_redis_is_read_and_emptied_also_after_a_new_connection() {
        add("batch-1");
        StreamShard shard = shard("me");
        assertThat(batches(shard.read(WAIT))).containsExactly("batch-1");
        add("batch-2");
        shard.close();
        send("CONFIG", "SET", "maxmemory", "1");
        try {
            List<StreamShard.Entry> read = shard.read(WAIT);

            assertThat(batches(read)).containsExactly("batch-2");
            shard.acknowledge(List.of(read.getFirst().id()));
        } finally {
            send("CONFIG", "SET", "maxmemory", "0");
        }
        assertThat(send("XLEN", STREAM).toString()).isEqualTo("1");
    }

    @Test
    void does_not_leave_while_entries_are_pending_for_it() {
        add("batch-1");
        StreamShard shard = shard("me");
        List<StreamShard.Entry> read = shard.read(WAIT);

        assertThat(shard.leave()).isFalse();
        assertThat(consumers()).containsExactly("me");

        shard.acknowledge(List.of(read.getFirst().id()));
        assertThat(shard.leave()).isTrue();
        assertThat(consumers()).isEmpty();
    }

    @Test
    void forgets_consumers_that_are_gone_and_own_nothing() {
        add("batch-1");
        StreamShard gone = shard("gone");
        List<StreamShard.Entry> read = gone.read(WAIT);
        gone.acknowledge(List.of(read.getFirst().id()));
        add("batch-2");
        assertThat(shard("owner").read(WAIT)).hasSize(1);
        add("batch-3");
        StreamShard shard = shard("me");
        shard.acknowledge(List.of(shard.read(WAIT).getFirst().id()));

        shard.forgetIdle(Duration.ofHours(1));
        assertThat(consumers()).containsExactlyInAnyOrder("gone", "me", "owner");

        shard.forgetIdle(Duration.ZERO);
        assertThat(consumers()).containsExactlyInAnyOrder("me", "owner");
    }

    @Test
    void an_entry_that_was_deleted_meanwhile_has_no_batch() {
        add("batch-1");
        StreamShard shard = shard("me");
        assertThat(shard.read(WAIT)).hasSize(1);
        send("XTRIM", STREAM, "MAXLEN", "0");

        assertThat(batches(shard.owned(StreamShard.FIRST))).containsExactly("");
    }

    @Test
    void says_which_entries_may_be_written_already() {
        add("batch-1");
        send("XADD", STREAM, "*", ClickStream.FIELD, "batch-2", ClickStream.REPEATED, "1");

        assertThat(shard("me").read(WAIT))
                .extracting(StreamShard.Entry::repeated)
                .containsExactly(false, true);
    }

    @Test
    void reads_few_large_entries_at_once_and_many_small_ones() {
        String large = "x".repeat(256 << 10);
        IntStream.range(0, 40).forEach(_ -> add(large));
        StreamShard shard = shard("me");

        assertThat(shard.read(WAIT)).hasSize(16);
        assertThat(shard.read(WAIT)).hasSize(16);
        assertThat(shard.read(WAIT)).hasSize(8);

        IntStream.range(0, 100).forEach(i -> add("batch-" + i));
        assertThat(shard.read(WAIT)).hasSize(16);
        assertThat(shard.read(WAIT)).hasSize(StreamShard.READ_ENTRIES);
    }

    @Test
    void leaves_no_connection_open_to_a_redis_that_does_not_answer() {
        proxy.hang();

        assertThatThrownBy(() -> shard("me").read(WAIT));

        assertThat(proxy.accepted()).isEqualTo(1);
        Eventually.equal(0, proxy::open);
    }

    private StreamShard shard(String consumer) {
        return new StreamShard(
                () -> Redis.createClient(vertx, proxy.url(redis.url())), STREAM, consumer);
    }

    private static void add(String batch) {
        send("XADD", STREAM, "*", ClickStream.FIELD, batch);
    }

    private static List<String> batches(List<StreamShard.Entry> entries) {
        return entries.stream()
                .map(entry -> new String(entry.batch(), StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> consumers() {
        return send("XINFO", "CONSUMERS", STREAM, ClickStream.GROUP).stream()
                .map(consumer ->
                        consumer.isMap()
                                ? String.valueOf(consumer.get("name"))
                                : consumer.get(1).toString())
                .toList();
    }

    private static Response send(String command, Object... arguments) {
        return client.send(Request.cmd(Command.create(command), arguments))
                .timeout(5, TimeUnit.SECONDS)
                .await();
    }
}
