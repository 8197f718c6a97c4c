package com.afftok.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.local.LocalRedis;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// In which order reads of one key count, however late they end.
class EdgeCacheTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final String KEY = "key";

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Promise<Map<String, String>>> reads = new LinkedBlockingQueue<>();
    private LocalRedis redis;

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
        Promise<Map<String, String>> before = read();

        cache.hear(KEY);
        before.complete(Map.of(KEY, "old"));
        assertThat(result(asked)).isEqualTo("old");
        read().complete(Map.of(KEY, "new"));

        assertThat(known(cache)).isEqualTo("new");
        assertThat(reads).isEmpty();
    }

    @Test
    void a_read_that_ends_late_replaces_none_that_began_after_it() throws Exception {
        EdgeCache<String, String> cache = cache(HOUR);
        cache.keep(KEY, "first", cache.begin());
        Future<?> earlier = cache.readAgain(List.of(KEY));
        Promise<Map<String, String>> late = read();
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
        Promise<Map<String, String>> before = read();

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
        LinkSettings settings =
                new LinkSettings(10, HOUR, stale, HOUR, HOUR, 0, Duration.ofSeconds(5));
        InstantSource clock = InstantSource.system();
        return new EdgeCache<>(
                (_, _) -> {
                    Promise<Map<String, String>> read = Promise.promise();
                    reads.add(read);
                    return read.future();
                },
                new RedisEntries<>(
                        Redis.createClient(vertx, redis.url()),
                        clock,
                        settings,
                        key -> "of:" + key,
                        value -> new JsonObject().put("value", value),
                        json -> json.getString("value")),
                new Rereads(vertx, HOUR, HOUR),
                clock,
                settings);
    }

    /// The next read that was begun.
    private Promise<Map<String, String>> read() throws InterruptedException {
        return Objects.requireNonNull(reads.poll(5, TimeUnit.SECONDS), "no read was begun");
    }

    private static @Nullable String known(EdgeCache<String, String> cache) {
        return cache.known(KEY, System.nanoTime());
    }

    private static <T extends @Nullable Object> T result(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }
}
