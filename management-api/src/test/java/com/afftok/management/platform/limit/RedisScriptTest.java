package com.afftok.management.platform.limit;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.platform.redis.LazyRedis;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RedisScriptTest {

    private static final String SCRIPT = "return {7}";
    private static final long SECOND_NANOS = 1_000_000_000;

    @Test
    void leaves_redis_alone_for_a_second_after_a_failure_also_where_the_clock_overflows()
            throws Exception {
        try (RunningApi own = RunningApi.own()) {
            LazyRedis redis = own.part(LazyRedis.class);
            AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
            RedisScript script = new RedisScript(redis, nanos::get);
            eventually("Redis answers", () -> answers(new RedisScript(redis, System::nanoTime)));

            own.redis().stop();
            assertThat(answers(script)).isFalse();
            own.redis().start();
            eventually("Redis is back", () -> answers(new RedisScript(redis, System::nanoTime)));

            assertThat(answers(script)).as("at the time of the failure").isFalse();
            nanos.addAndGet(SECOND_NANOS - 1);
            assertThat(answers(script)).as("within a second").isFalse();
            eventually(
                    "a script runs again",
                    () -> {
                        nanos.addAndGet(SECOND_NANOS);
                        return answers(script);
                    });
        }
    }

    private static boolean answers(RedisScript script) {
        return script.run(SCRIPT, "key") != null;
    }
}
