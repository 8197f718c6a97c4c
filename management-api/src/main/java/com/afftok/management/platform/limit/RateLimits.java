package com.afftok.management.platform.limit;

import com.afftok.management.platform.config.ApiConfig;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Counts requests against limits: one bucket for each kind of limit and client, in Redis for all
/// instances, in memory for this one while Redis is away.
@Singleton
public final class RateLimits {

    private static final int MOST_LOCAL_BUCKETS = 100_000;
    private static final double MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

    /// Answers whether the request is allowed, and when the bucket is full again.
    private static final String TAKE =
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + time[2] / 1000
            local interval = tonumber(ARGV[1])
            local full = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
            if full + interval - now > interval * tonumber(ARGV[2]) then
                return {0, math.ceil(full - now)}
            end
            full = full + interval
            redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now))
            return {1, math.ceil(full - now)}
            """;

    private final RedisScript redis;
    private final InstantSource clock;
    private final Cache<String, Bucket> local =
            Caffeine.newBuilder().maximumSize(MOST_LOCAL_BUCKETS).build();

    RateLimits(RedisScript redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    /// Takes one request from what the client has left.
    ///
    /// @param name which limit it is
    /// @param client who is limited
    /// @return null if there is no such limit
    public @Nullable Verdict take(String name, ApiConfig.Rate rate, String client) {
        if (rate.perMinute() == 0) {
            return null;
        }
        double interval = MINUTE_MILLIS / rate.perMinute();
        String key = "limit:" + name + ":" + client;
        List<Long> answer =
                redis.run(
                        TAKE,
                        key,
                        String.format(Locale.ROOT, "%.3f", interval),
                        Integer.toString(rate.burst()));
        return answer == null
                ? takeLocally(key, rate, interval)
                : verdict(answer.get(0) == 1, answer.get(1), rate, interval);
    }

    private Verdict takeLocally(String key, ApiConfig.Rate rate, double interval) {
        double now = clock.millis();
        Bucket bucket =
                local.asMap()
                        .compute(
                                key,
                                (_, known) ->
                                        (known == null ? Bucket.FULL : known)
                                                .take(now, interval, rate.burst()));
        return verdict(bucket.allowed(), bucket.fullAt() - now, rate, interval);
    }

    private Verdict verdict(
            boolean allowed, double untilFull, ApiConfig.Rate rate, double interval) {
        double capacity = interval * rate.burst();
        double wait = untilFull + interval - capacity;
        return new Verdict(
                allowed,
                rate.burst(),
                allowed ? (long) Math.max(0, (capacity - untilFull) / interval) : 0,
                (long) Math.ceil((clock.millis() + untilFull) / 1000),
                allowed ? 0 : Math.max(1, (long) Math.ceil(wait / 1000)));
    }
}
