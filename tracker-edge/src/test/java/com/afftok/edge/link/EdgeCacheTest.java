package com.afftok.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Eventually;
import com.afftok.local.LocalRedis;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// In which order reads of one key count, however late they end.
class EdgeCacheTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String KEY = "key";

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Read> reads = new LinkedBlockingQueue<>();
    private final Rereads rereads = new Rereads(vertx, HOUR, HOUR);
    private LocalRedis redis;

    /// A read in flight.
    private record Read(List<String> keys, Promise<Selected<String, String>> answer) {

        void complete(Map<String, String> rows) {
            answer.complete(new Selected<>(new HashMap<>(rows), Map.of()));
        }
    }

    @BeforeEach
    void start() {
        redis = LocalRedis.temporary();
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        redis.close();
    }

    @Test
    void many_who_ask_at_once_share_one_read() throws Exception {
        EdgeCache<String, String> cache = cache(HOUR);
        List<Future<@Nullable String>> asked =
                List.of(cache.find(KEY), cache.find(KEY), cache.find(KEY));

        read().complete(Map.of(KEY, "value"));

        for (Future<@Nullable String> answer : asked) {
            assertThat(result(answer)).isEqualTo("value");
        }
        assertThat(known(cache)).isEqualTo("value");
        assertThat(reads).isEmpty();
    }

    @Test
    void a_read_that_began_before_a_change_is_repeated() throws Exception {
        EdgeCache<String, String> cache = cache(HOUR);
        Future<@Nullable String> asked = cache.find(KEY);
        Read before = read();

        cache.hear(KEY);
        before.complete(Map.of(KEY, "old"));
        assertThat(result(asked)).isEqualTo("old");
        read().complete(Map.of(KEY, "new"));

        assertThat(known(cache)).isEqualTo("new");
        assertThat(reads).isEmpty();
    }

    @Test
    void the_outdated_keys_of_a_read_are_repeated_once_and_together() throws Exception {
        EdgeCache<String, String> cache = cache(HOUR);
        List<String> keys = List.of("a", "b", "c", "d");
        keys.forEach(key -> cache.keep(key, "first", cache.begin()));
        cache.readAgain(keys);
        Read before = read();

        keys.subList(0, 3).forEach(cache::hear);
        before.complete(Map.of("a", "old", "b", "old", "c", "old", "d", "new"));

        Read one = read();
        assertThat(reads).isEmpty();
        one.complete(Map.of("a", "new"));
        Read others = read();
        assertThat(others.keys).containsExactlyInAnyOrder("b", "c");
        others.complete(Map.of("b", "new", "c", "new"));
        assertThat(keys).allSatisfy(key -> assertThat(known(cache, key)).isEqualTo("new"));
        assertThat(reads).isEmpty();
    }

    @Test
    void keys_that_cannot_be_reread_are_read_when_they_are_used_and_no_others() throws Exception {
        EdgeCache<String, String> cache = cache(Duration.ofHours(3));
        List<String> keys = List.of("a", "b", "c");
        keys.forEach(key -> cache.keep(key, "old", cache.begin()));
        cache.readAgain(List.of("a", "b"));
        read().answer
                .complete(
                        new Selected<>(
                                new HashMap<>(Map.of("a", "new")),
                                Map.of("b", new IllegalStateException("not parsed"))));

        assertThat(known(cache, "a")).isEqualTo("new");
        assertThat(known(cache, "c")).isEqualTo("old");
        assertThat(reads).isEmpty();
        assertThat(known(cache, "b")).isEqualTo("old");
        read().complete(Map.of("b", "new"));
        assertThat(known(cache, "b")).isEqualTo("new");
        assertThat(cache.unreadable()).isEqualTo(1);

        cache.readAgain(List.of("c"));
        read().answer.fail("away");

        assertThat(known(cache, "a")).isEqualTo("new");
        assertThat(reads).isEmpty();
        assertThat(known(cache, "c")).isEqualTo("old");
        assertThat(read().keys).containsExactly("c");
    }

    @Test
    void a_look_up_that_throws_fails_and_the_next_one_tries_again() throws Exception {
        AtomicBoolean faulty = new AtomicBoolean(true);
        EdgeCache<String, String> cache =
                cache(
                        HOUR,
                        rereads,
                        (_, _) -> {
                            throw new IllegalStateException("a fault");
                        },
                        key -> {
                            if (faulty.get()) {
                                throw new IllegalStateException("a fault");
                            }
                            return key;
                        });

        assertThat(cache.find(KEY).failed()).isTrue();
        faulty.set(false);
        Future<@Nullable String> again = cache.find(KEY);
        Eventually.equal(true, again::failed);
    }

    @Test
    void a_row_that_cannot_be_parsed_fails_the_look_up_and_the_next_one_reads_again()
            throws Exception {
        EdgeCache<String, String> cache = cache(HOUR);
        Future<@Nullable String> asked = cache.find(KEY);
        read().answer
                .complete(
                        new Selected<>(
                                Map.of(), Map.of(KEY, new IllegalStateException("not parsed"))));

        Eventually.equal(true, asked::failed);
        assertThat(cache.isUnknown(KEY)).isFalse();
        Future<@Nullable String> again = cache.find(KEY);
        read().complete(Map.of(KEY, "value"));
        assertThat(result(again)).isEqualTo("value");
    }

    @Test
    void more_changes_than_are_remembered_make_a_gap_longer() {
        Rereads gaps = new Rereads(vertx, HOUR, Duration.ofMillis(500));
        EdgeCache<String, String> cache =
                cache(HOUR, gaps, (_, _) -> Future.failedFuture("not asked"));
        gaps.miss();
        long first = System.nanoTime();
        Eventually.equal(true, () -> gaps.isBeforeGapEnd(first));
        long ended = System.nanoTime();

        for (int change = 0; change < 200_000; change++) {
            cache.hear("key " + change);
        }

        Eventually.equal(true, () -> gaps.isBeforeGapEnd(ended));
    }

    @Test
    void a_read_that_ends_late_replaces_none_that_began_after_it() throws Exception {
        EdgeCache<String, String> cache = cache(HOUR);
        cache.keep(KEY, "first", cache.begin());
        Future<?> earlier = cache.readAgain(List.of(KEY));
        Read late = read();
        Future<?> later = cache.readAgain(List.of(KEY));

        read().complete(Map.of(KEY, "new"));
        result(later);
        late.complete(Map.of(KEY, "old"));
        result(earlier);

        assertThat(known(cache)).isEqualTo("new");
    }

    @Test
    void what_was_unknown_before_a_change_is_asked_for_again() throws Exception {
        EdgeCache<String, String> cache = cache(HOUR);
        Future<@Nullable String> asked = cache.find(KEY);
        Read before = read();

        cache.hear(KEY);
        before.complete(Map.of());

        assertThat(result(asked)).isNull();
        assertThat(cache.isUnknown(KEY)).isFalse();
        Future<@Nullable String> again = cache.find(KEY);
        read().complete(Map.of());
        assertThat(result(again)).isNull();
        assertThat(cache.isUnknown(KEY)).isTrue();
    }

    @Test
    void what_is_stale_serves_no_longer() {
        EdgeCache<String, String> cache = cache(Duration.ofMinutes(1));
        long now = System.nanoTime();
        cache.keep(KEY, "value", new EdgeCache.Began(now, 0));

        assertThat(cache.known(KEY, now + Duration.ofSeconds(59).toNanos())).isEqualTo("value");
        assertThat(cache.known(KEY, now + Duration.ofSeconds(61).toNanos())).isNull();
    }

    @Test
    void what_has_not_changed_stays_the_same_object() {
        EdgeCache<String, String> cache = cache(HOUR);
        String first = String.join("", "val", "ue");
        cache.keep(KEY, first, cache.begin());

        assertThat(cache.keep(KEY, "value", cache.begin())).isSameAs(first);
    }

    private EdgeCache<String, String> cache(Duration stale) {
        return cache(
                stale,
                rereads,
                (keys, _) -> {
                    Read read = new Read(keys, Promise.promise());
                    reads.add(read);
                    return read.answer.future();
                });
    }

    private EdgeCache<String, String> cache(
            Duration stale, Rereads gaps, EdgeCache.Select<String, String> select) {
        return cache(stale, gaps, select, key -> "of:" + key);
    }

    private EdgeCache<String, String> cache(
            Duration stale,
            Rereads gaps,
            EdgeCache.Select<String, String> select,
            Function<String, String> name) {
        LinkSettings settings =
                new LinkSettings(10, HOUR, stale, HOUR, HOUR, 0, Duration.ofSeconds(5));
        InstantSource clock = InstantSource.system();
        return new EdgeCache<>(
                select,
                new RedisEntries<>(
                        Redis.createClient(vertx, redis.url()),
                        clock,
                        settings,
                        name,
                        value -> new JsonObject().put("value", value),
                        json -> json.getString("value")),
                gaps,
                clock,
                settings);
    }

    /// The next read that was begun.
    private Read read() throws InterruptedException {
        return Objects.requireNonNull(reads.poll(5, TimeUnit.SECONDS), "no read was begun");
    }

    private static @Nullable String known(EdgeCache<String, String> cache) {
        return known(cache, KEY);
    }

    private static @Nullable String known(EdgeCache<String, String> cache, String key) {
        return cache.known(key, System.nanoTime());
    }

    private static <T extends @Nullable Object> T result(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
}
