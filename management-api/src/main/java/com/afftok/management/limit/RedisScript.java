package com.afftok.management.limit;

import com.afftok.management.redis.LazyRedis;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Runs a script in Redis, or says soon that there is no Redis to run it in.
///
/// After a failure Redis is left alone for a second, so that requests wait for it once and not each
/// on its own.
@Singleton
final class RedisScript {

    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final LazyRedis redis;
    private final InstantSource clock;
    private volatile Instant awayUntil = Instant.MIN;

    RedisScript(LazyRedis redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /// The numbers that the script returns, or null if it could not be run.
    @Nullable List<Long> run(String script, String key, String... arguments) {
        if (clock.instant().isBefore(awayUntil)) {
            return null;
        }
        try {
            return redis.connection()
                    .thenCompose(connection ->
                            connection
                                    .async()
                                    .<List<Long>>eval(
                                            script,
                                            ScriptOutputType.MULTI,
                                            new String[] {key},
                                            arguments))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RedisException e) {
            awayUntil = clock.instant().plus(PAUSE);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
