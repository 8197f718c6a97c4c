package com.afftok.management.platform.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Limits attempts: a few are free, then the delay doubles with each one up to a maximum. An hour
/// without attempts, or a success, resets it.
///
/// An attempt counts when it begins, so concurrent attempts do not evade the limit. The state is in
/// Redis for all instances, and in memory of each one while Redis is down.
@Singleton
public final class GrowingDelay {

    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int MOST_LOCAL = 100_000;
    private static final int MOST_DOUBLINGS = 30;

    /// Returns the delay until the next attempt, 0 if this one may proceed.
    private static final String TRY =
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local known = redis.call('HMGET', KEYS[1], 'tries', 'free_at')
            local free_at = tonumber(known[2] or '0')
            if now < free_at then
                return {free_at - now}
            end
            local tries = tonumber(known[1] or '0') + 1
            local delay = 0
            if tries >= tonumber(ARGV[1]) then
                delay = math.min(1000 * 2 ^ math.min(tries - ARGV[1], 30), ARGV[2])
            end
            redis.call('HSET', KEYS[1], 'tries', tries, 'free_at', string.format('%.0f', now + delay))
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            return {0}
            """;

    private static final String FORGET = "redis.call('DEL', KEYS[1]) return {0}";

    private final RedisScript redis;
    private final InstantSource clock;
    private final Cache<String, Tries> local =
            Caffeine.newBuilder().maximumSize(MOST_LOCAL).expireAfterWrite(MEMORY).build();

    GrowingDelay(RedisScript redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    private record Tries(int count, long freeAt, long waiting) {

        static final Tries NONE = new Tries(0, 0, 0);

        Tries next(long now, Pace pace) {
            if (now < freeAt) {
                return new Tries(count, freeAt, freeAt - now);
            }
            int tries = count + 1;
            long delay =
                    tries < pace.freeTries()
                            ? 0
                            : Math.min(
                                    1000L << Math.min(tries - pace.freeTries(), MOST_DOUBLINGS),
                                    pace.longest().toMillis());
            return new Tries(tries, now + delay, 0);
        }
    }

    /// Begins an attempt.
    ///
    /// @return the delay until it may be made; zero if it may proceed
    public Duration begin(String key, Pace pace) {
        List<Long> answer =
                redis.run(
                        TRY,
                        "tries:" + key,
                        Integer.toString(pace.freeTries()),
                        Long.toString(pace.longest().toMillis()),
                        Long.toString(MEMORY.toMillis()));
        return Duration.ofMillis(answer == null ? beginLocally(key, pace) : answer.getFirst());
    }

    private long beginLocally(String key, Pace pace) {
        long now = clock.millis();
        return local.asMap()
                .compute(key, (_, known) -> (known == null ? Tries.NONE : known).next(now, pace))
                .waiting();
    }

    /// Resets the delay after a success.
    public void forget(String key) {
        local.invalidate(key);
        redis.run(FORGET, "tries:" + key);
    }
}
