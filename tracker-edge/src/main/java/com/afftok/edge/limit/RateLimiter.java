package com.afftok.edge.limit;

import com.afftok.edge.guard.tables.RateBuckets;
import com.afftok.edge.guard.tables.SharedCounts;
import com.afftok.edge.limit.RateLimits.RateLimit;
import com.afftok.edge.visitor.address.ClickKeys;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A single rate limit for numbers, such as ids of advertisers. Edges that exchange their counts
/// enforce it together; otherwise each edge enforces it alone.
public final class RateLimiter {

    private final @Nullable RateBuckets buckets;

    /// @param perMinute 0 for no limit
    /// @param burst the maximum number of requests at once
    /// @param nanoTime of [System#nanoTime]
    public RateLimiter(int perMinute, int burst, int slots, LongSupplier nanoTime) {
        this.buckets = RateLimits.buckets(slots, perMinute, burst, nanoTime);
    }

    public List<SharedCounts> shared() {
        return buckets == null ? List.of() : List.of(buckets);
    }

    public RateLimit take(long number) {
        return RateLimits.take(buckets, ClickKeys.spread(number));
    }
}
