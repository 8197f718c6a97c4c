package com.afftok.management.platform.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/// The clients from which an account has signed in: the latest twenty, for 90 days.
///
/// They are in Redis for all instances, and in memory of each one while Redis is down. A client
/// that was forgotten is treated as unknown.
@Singleton
public final class KnownClients {

    private static final int MOST_OF_ONE = 20;
    private static final Duration MEMORY = Duration.ofDays(90);
    private static final int MOST_LOCAL = 100_000;

    private static final String REMEMBER =
            """
            redis.call('ZADD', KEYS[1], redis.call('TIME')[1], ARGV[1])
            redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - tonumber(ARGV[2]))
            redis.call('EXPIRE', KEYS[1], ARGV[3])
            return {0}
            """;

    private static final String IS_KNOWN =
            "return {redis.call('ZSCORE', KEYS[1], ARGV[1]) and 1 or 0}";

    private final RedisScript redis;
    private final Cache<String, Boolean> local =
            Caffeine.newBuilder().maximumSize(MOST_LOCAL).expireAfterWrite(MEMORY).build();

    KnownClients(RedisScript redis) {
        this.redis = redis;
    }

    /// Remembers a client of an account.
    ///
    /// @param account in a form that may be stored
    public void remember(String account, String client) {
        List<Long> answer =
                redis.run(
                        REMEMBER,
                        "known:" + account,
                        client,
                        Integer.toString(MOST_OF_ONE),
                        Long.toString(MEMORY.toSeconds()));
        if (answer == null) {
            local.put(account + ' ' + client, true);
        }
    }

    public boolean isKnown(String account, String client) {
        List<Long> answer = redis.run(IS_KNOWN, "known:" + account, client);
        return answer == null
                ? local.getIfPresent(account + ' ' + client) != null
                : answer.getFirst() == 1;
    }
}
