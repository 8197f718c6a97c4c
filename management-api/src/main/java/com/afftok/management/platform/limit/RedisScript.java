package com.afftok.management.platform.limit;

import com.afftok.management.platform.redis.LazyRedis;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Runs a script in Redis, or fails fast.
///
/// After a failure Redis is not used for a second, so that requests do not each wait for a timeout.
@Singleton
final class RedisScript {

    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final LazyRedis redis;
    private final LongSupplier nanoTime;
    private volatile long awayUntil;

    @Inject
    RedisScript(LazyRedis redis) {
        this(redis, System::nanoTime);
    }

    /// @param nanoTime of [System#nanoTime]
    RedisScript(LazyRedis redis, LongSupplier nanoTime) {
        this.redis = redis;
        this.nanoTime = nanoTime;
        this.awayUntil = nanoTime.getAsLong();
    }

    /// The numbers that the script returns; null if it could not be run.
    @Nullable List<Long> run(String script, String key, String... arguments) {
        if (nanoTime.getAsLong() - awayUntil < 0) {
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
            awayUntil = nanoTime.getAsLong() + PAUSE_NANOS;
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
