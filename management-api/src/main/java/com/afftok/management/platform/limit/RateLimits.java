package com.afftok.management.platform.limit;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.shared.limit.TokenBucket;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts requests against rate limits: one bucket for each limit and client, in Redis for all
/// instances, in memory of each one while Redis is down.
@Singleton
public final class RateLimits {

    private static final int MOST_LOCAL_BUCKETS = 100_000;
    private static final long SECOND_MICROS = 1_000_000;
    private static final long MINUTE_MICROS = 60 * SECOND_MICROS;

    /// A [TokenBucket] in Lua, for a key that holds the time at which the bucket is full: whether a
    /// token is taken, and what is missing after that.
    static final String TAKE_TOKEN =
            """
            local function take_token(full_at, now, interval, burst)
                local missing = math.max(full_at - now, 0)
                if missing + interval > interval * burst then
                    return 0, missing
                end
                return 1, missing + interval
            end
            """;

    /// In microseconds since 1970, which a floating-point number holds exactly.
    private static final String TAKE =
            TAKE_TOKEN
                    + """
                    local time = redis.call('TIME')
                    local now = time[1] * 1000000 + time[2]
                    local full_at = tonumber(redis.call('GET', KEYS[1]) or '0')
                    local allowed, missing = take_token(full_at, now, tonumber(ARGV[1]), tonumber(ARGV[2]))
                    if allowed == 1 then
                        redis.call('SET', KEYS[1], string.format('%.0f', now + missing),
                            'PX', math.ceil(missing / 1000))
                    end
                    return {allowed, missing}
                    """;

    private final RedisScript redis;
    private final InstantSource clock;
    private final Cache<String, Taken> local =
            Caffeine.newBuilder().maximumSize(MOST_LOCAL_BUCKETS).build();

    /// A bucket in memory after a request.
    ///
    /// @param fullAt in microseconds since 1970
    private record Taken(boolean allowed, long fullAt) {}

    RateLimits(RedisScript redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /// Takes a token for one request.
    ///
    /// @param name of the limit
    /// @param client the key of the client
    /// @return null if the rate is unlimited
    public @Nullable Verdict take(String name, ApiConfig.Rate rate, String client) {
        if (rate.perMinute() == 0) {
            return null;
        }
        TokenBucket bucket = TokenBucket.perMinute(rate.perMinute(), rate.burst(), MINUTE_MICROS);
        String key = "limit:" + name + ":" + client;
        List<Long> answer =
                redis.run(
                        TAKE,
                        key,
                        Long.toString(bucket.interval()),
                        Integer.toString(bucket.burst()));
        return answer == null
                ? takeLocally(key, bucket)
                : verdict(answer.get(0) == 1, answer.get(1), bucket);
    }

    private Verdict takeLocally(String key, TokenBucket bucket) {
        long now = nowMicros();
        Taken taken = local.asMap().compute(key, (_, known) -> take(known, bucket, now));
        return verdict(taken.allowed(), taken.fullAt() - now, bucket);
    }

    private static Taken take(@Nullable Taken known, TokenBucket bucket, long now) {
        long missing = known == null ? 0 : Math.max(0, known.fullAt() - now);
        return new Taken(bucket.hasToken(missing), now + bucket.take(missing));
    }

    /// @param missing microseconds until the bucket is full
    private Verdict verdict(boolean allowed, long missing, TokenBucket bucket) {
        return new Verdict(
                allowed,
                bucket.burst(),
                allowed ? bucket.left(missing) : 0,
                Math.ceilDiv(nowMicros() + missing, SECOND_MICROS),
                allowed ? 0 : Math.max(1, Math.ceilDiv(bucket.untilToken(missing), SECOND_MICROS)));
    }

    private long nowMicros() {
        return clock.millis() * 1000;
    }
}
