package com.afftok.edge.keep;

import static com.afftok.shared.click.ClickBuilder.aClick;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Eventually;
import com.afftok.edge.guard.gossip.SeenClickGossip;
import com.afftok.edge.guard.tables.DuplicateClicks;
import com.afftok.local.LocalRedis;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.id.ClickIds;
import com.afftok.shared.id.LinkId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two edges with one Redis: a click counted by one is known to the other when its shopper can
/// click again.
class SeenClicksTest {

    private static final int WINDOW = 10_000;
    private static final Pattern PUBLISHED = Pattern.compile("cmdstat_publish:calls=(\\d+)");

    private final Vertx vertx = Vertx.vertx();
    @TempDir private Path folder;
    private LocalRedis redis;
    private Side one;

    @BeforeEach
    void start() throws Exception {
        redis = LocalRedis.temporary();
        one = new Side(1, 1 << 20, Duration.ofSeconds(1));
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
        redis.close();
    }

    @Test
    void a_click_that_one_edge_counted_is_a_duplicate_at_the_other() throws Exception {
        Side other = bothListen();

        ClickEvent click = one.click();
        assertThat(one.keep(click, 7)).isEqualTo(Kept.REDIS);

        Eventually.equal(1L, other.share::received);
        assertThat(other.duplicates.seen(7, click.id().millis() + WINDOW - 1)).isTrue();
        assertThat(other.duplicates.seen(8, click.id().millis())).isFalse();
    }

    @Test
    void every_click_of_a_batch_is_told_with_its_own_time() throws Exception {
        Side other = bothListen();

        for (int key = 1; key <= 500; key++) {
            one.keepWithoutWaiting(key);
        }

        Eventually.equal(500L, other.share::received);
        long now = System.currentTimeMillis();
        for (int key = 1; key <= 500; key++) {
            assertThat(other.duplicates.seen(key, now)).as("click %d", key).isTrue();
        }
    }

    @Test
    void clicks_without_a_key_are_not_told() throws Exception {
        Side other = bothListen();

        one.keep(one.click(), ClickBuffer.NOT_TOLD);
        one.keep(one.click(), 7);

        Eventually.equal(1L, other.share::received);
    }

    @Test
    void an_edge_does_not_hear_itself() throws Exception {
        Side other = bothListen();

        one.keep(one.click(), 7);
        Eventually.equal(1L, other.share::received);

        assertThat(one.share.received()).isZero();
    }

    @Test
    void an_edge_alone_tells_nobody() throws Exception {
        Eventually.equal(true, () -> published() > 0);
        long before = published();

        for (int i = 0; i < 200; i++) {
            assertThat(one.keep(one.click(), 7)).isEqualTo(Kept.REDIS);
        }

        assertThat(one.share.isHeard()).isFalse();
        assertThat(published() - before).as("beats and a hello").isLessThan(50);
    }

    @Test
    void an_edge_that_is_alone_again_stops_telling() throws Exception {
        Side other = bothListen();

        await(vertx.undeploy(other.deployment));

        Eventually.equal(false, one.share::isHeard);
    }

    @Test
    void edges_hear_each_other_again_after_redis_was_away() throws Exception {
        Side other = bothListen();

        redis.stop();
        assertThat(one.keep(one.click(), 7)).isEqualTo(Kept.JOURNAL);
        redis.start();

        Eventually.equal(
                true,
                () -> {
                    one.keepWithoutWaiting(8);
                    return other.share.received() > 0;
                });
        assertThat(other.duplicates.seen(7, System.currentTimeMillis())).isFalse();
    }

    @Test
    void a_click_that_redis_refuses_and_no_journal_keeps_counts_when_it_is_tried_at_the_other_edge()
            throws Exception {
        Side full = listening(new Side(2, 0, Duration.ofSeconds(1)));
        redis.ask("CONFIG SET maxmemory 1");

        ClickEvent click = full.click();
        assertThat(full.keep(click, 7)).isEqualTo(Kept.NOWHERE);

        Eventually.equal(1L, one.share::received);
        Eventually.equal(false, () -> one.duplicates.seen(7, click.id().millis()));
    }

    @Test
    void a_click_that_redis_leaves_waiting_and_no_journal_keeps_counts_at_the_other_edge()
            throws Exception {
        Side full = listening(new Side(2, 0, Duration.ofMillis(50)));
        redis.pause();
        ClickEvent click = full.click();
        try {
            assertThat(full.keep(click, 7)).isEqualTo(Kept.NOWHERE);
        } finally {
            redis.resume();
        }

        Eventually.equal(1L, one.share::received);
        Eventually.equal(false, () -> one.duplicates.seen(7, click.id().millis()));
    }

    private Side bothListen() throws Exception {
        return listening(new Side(2, 1 << 20, Duration.ofSeconds(1)));
    }

    private Side listening(Side other) throws Exception {
        Eventually.equal(true, () -> one.share.isHeard() && other.share.isHeard());
        return other;
    }

    private long published() {
        String commands =
                one.client
                        .send(Request.cmd(Command.INFO).arg("commandstats"))
                        .map(String::valueOf)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join();
        Matcher calls = PUBLISHED.matcher(commands);
        return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }

    private static <T extends @Nullable Object> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /// The parts of one edge.
    private final class Side {

        private final Context loop = vertx.getOrCreateContext();
        private final Redis client = Redis.createClient(vertx, redis.url());
        private final DuplicateClicks duplicates = new DuplicateClicks(1 << 12, WINDOW);
        private final ClickIds ids;
        private final SeenClickGossip share;
        private final String deployment;
        private final ClickBuffer buffer;

        Side(int number, long journalBytes, Duration patience) throws Exception {
            ids = new ClickIds(number, InstantSource.system(), 0);
            share = new SeenClickGossip(client, number, duplicates);
            deployment = await(vertx.deployVerticle(share));
            Promise<ClickBuffer> made = Promise.promise();
            Journal journal =
                    Journal.open(Files.createTempDirectory(folder, "journal"), journalBytes);
            BufferSettings settings =
                    new BufferSettings(
                            1,
                            patience,
                            Duration.ofSeconds(5),
                            1 << 20,
                            Path.of(""),
                            0,
                            Duration.ofSeconds(2));
            BufferMetrics metrics = new BufferMetrics(new SimpleMeterRegistry(), journal);
            loop.runOnContext(_ ->
                    made.complete(
                            new ClickBuffer(
                                    vertx,
                                    () -> Redis.createClient(vertx, redis.url()),
                                    journal,
                                    settings,
                                    0,
                                    metrics,
                                    share)));
            buffer = await(made.future());
            await(buffer.connect());
        }

        ClickEvent click() {
            return aClick().id(ids.next(new LinkId(1), 1)).build();
        }

        Kept keep(ClickEvent click, long key) throws Exception {
            Promise<Kept> kept = Promise.promise();
            loop.runOnContext(_ -> buffer.append(click, key, kept::complete));
            return await(kept.future());
        }

        void keepWithoutWaiting(long key) {
            ClickEvent click = click();
            loop.runOnContext(_ -> buffer.append(click, key, _ -> {}));
        }
    }
}
