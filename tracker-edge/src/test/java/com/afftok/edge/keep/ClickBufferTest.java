package com.afftok.edge.keep;

import static com.afftok.shared.click.ClickBuilder.aClick;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Eventually;
import com.afftok.edge.guard.gossip.SeenClickGossip;
import com.afftok.edge.guard.tables.DuplicateClicks;
import com.afftok.house.FaultyProxy;
import com.afftok.local.LocalRedis;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The buffer of one event loop with a Redis and a disk that hang.
class ClickBufferTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private LocalRedis redis;
    private FaultyProxy proxy;
    private Journal journal;
    private ClickBuffer buffer;

    @BeforeEach
    void start() throws Exception {
        redis = LocalRedis.temporary();
        proxy = FaultyProxy.before(redis.port());
        journal = Journal.open(directory, Long.MAX_VALUE);
        BufferSettings settings =
                new BufferSettings(1, SHORT, SHORT, 1 << 20, directory, Long.MAX_VALUE, SHORT);
        BufferMetrics metrics = new BufferMetrics(new SimpleMeterRegistry(), journal);
        String url = proxy.url(redis.url());
        SeenClickGossip share =
                new SeenClickGossip(
                        Redis.createClient(vertx, url), 1, new DuplicateClicks(1 << 12, 10_000));
        Promise<ClickBuffer> made = Promise.promise();
        loop.runOnContext(_ ->
                made.complete(
                        new ClickBuffer(
                                vertx,
                                () -> Redis.createClient(vertx, url),
                                journal,
                                settings,
                                0,
                                metrics,
                                share)));
        buffer = await(made.future());
        await(buffer.connect());
    }

    @AfterEach
    void stop() throws Exception {
        Promise<Void> closed = Promise.promise();
        loop.runOnContext(_ -> buffer.close().onComplete(closed));
        await(closed.future());
        await(vertx.close());
        journal.close();
        proxy.close();
        redis.close();
    }

    @Test
    void a_connection_that_was_given_up_has_one_successor() throws Exception {
        assertThat(keep()).isEqualTo(Kept.REDIS);

        redis.pause();
        assertThat(keep()).isEqualTo(Kept.JOURNAL);
        Eventually.equal(true, () -> proxy.accepted() > 1);
        // by now a second replacement would have been tried
        await(vertx.timer(2 * ClickBuffer.RECONNECT.toMillis(), TimeUnit.MILLISECONDS));
        redis.resume();

        Eventually.equal(Kept.REDIS, this::kept);
        Eventually.equal(1, proxy::open);
        assertThat(proxy.accepted()).isEqualTo(2);
    }

    @Test
    void a_connection_that_breaks_while_it_owes_an_answer_is_replaced() throws Exception {
        assertThat(keep()).isEqualTo(Kept.REDIS);

        proxy.swallow();
        assertThat(keep()).isEqualTo(Kept.JOURNAL);
        proxy.pass();
        proxy.cut();

        Eventually.equal(Kept.REDIS, this::kept);
        Eventually.equal(1, proxy::open);
    }

    @Test
    void an_answer_that_fails_keeps_no_other_shopper_waiting() throws Exception {
        Promise<Kept> second = Promise.promise();

        loop.runOnContext(_ -> {
            append(_ -> {
                throw new IllegalArgumentException("as a header that is none would");
            });
            append(second::complete);
        });

        assertThat(await(second.future())).isEqualTo(Kept.REDIS);
        assertThat(keep()).isEqualTo(Kept.REDIS);
    }

    @Test
    void a_shopper_does_not_wait_for_a_disk_that_stands_still() throws Exception {
        redis.stop();
        CountDownLatch disk = new CountDownLatch(1);
        journal.append(new byte[1], _ -> await(disk));

        assertThat(keep()).isEqualTo(Kept.NOWHERE);

        disk.countDown();
        Eventually.equal(Kept.JOURNAL, this::kept);
    }

    @Test
    void what_waits_in_memory_for_a_disk_that_stands_still_has_a_bound() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        journal.append(new byte[1], _ -> await(disk));
        Promise<Kept> beyond = Promise.promise();
        Promise<Kept> within = Promise.promise();
        journal.append(new byte[10], within::complete);
        journal.append(new byte[(int) Journal.MAX_WAITING_BYTES], beyond::complete);

        assertThat(beyond.future().result()).isEqualTo(Kept.NOWHERE);
        disk.countDown();
        assertThat(await(within.future())).isEqualTo(Kept.JOURNAL);
        assertThat(journal.bytes()).isEqualTo(11);
    }

    private Kept keep() throws Exception {
        Promise<Kept> kept = Promise.promise();
        loop.runOnContext(_ -> append(kept::complete));
        return await(kept.future());
    }

    private Kept kept() {
        try {
            return keep();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void append(Consumer<Kept> whenKept) {
        buffer.append(aClick().build(), whenKept);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T extends @Nullable Object> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
