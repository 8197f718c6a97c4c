package com.afftok.management.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.platform.redis.LazyRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class GrowingDelayTest {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Pace PACE = new Pace(2, LONGEST);

    private final String key = UUID.randomUUID().toString();

    @Test
    void pauses_no_longer_than_its_longest_pause() {
        RunningApi api = RunningApi.shared();
        GrowingDelay delay = api.part(GrowingDelay.class);
        api.part(RedisScript.class)
                .run("redis.call('HSET', KEYS[1], 'tries', 20) return {0}", "tries:" + key);

        assertThat(delay.begin(key, PACE)).isZero();
        assertThat(delay.begin(key, PACE)).isPositive().isLessThanOrEqualTo(LONGEST);
    }

    @Test
    void pauses_no_longer_than_that_while_redis_is_away() throws Exception {
        try (RunningApi own = RunningApi.own()) {
            own.redis().stop();
            AtomicLong now = new AtomicLong(1_000_000);
            GrowingDelay delay =
                    new GrowingDelay(
                            new RedisScript(own.part(LazyRedis.class)),
                            () -> Instant.ofEpochMilli(now.get()));
            assertThat(delay.begin(key, PACE)).isZero();

            for (int seconds = 1; seconds <= 1 << 20; seconds *= 2) {
                assertThat(delay.begin(key, PACE)).isZero();
                Duration pause = delay.begin(key, PACE);

                assertThat(pause)
                        .isEqualTo(Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds())));
                now.addAndGet(pause.toMillis());
            }
        }
    }
}
