package com.afftok.edge.limit;

import com.afftok.edge.guard.tables.RateBuckets;
import com.afftok.edge.guard.tables.SharedCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The rate limits of clicks per address, and per address and link.
///
/// Each edge decides alone and immediately. The clicks that it admits for busy keys are known to
/// the other edges within a second (`CountExchange`). Together, edges may exceed the limit by the
/// clicks of that time and seven clicks per edge. While Redis is down, each edge enforces the limit
/// alone. A restart of an edge resets its limits.
public final class RateLimits {

    private static final RateLimit UNLIMITED = new RateLimit(true, 0, 0, 0, 0);

    private final @Nullable RateBuckets addresses;
    private final @Nullable RateBuckets links;

    /// The result for a click, as in the headers.
    ///
    /// @param limit the maximum number of clicks at once; 0 if there is no limit
    /// @param left how many of them are left
    /// @param fullAfterMillis the time until all are available again
    /// @param retryAfterMillis the time until the next click is admitted; 0 if this one is
    public record RateLimit(
            boolean allowed, int limit, int left, long fullAfterMillis, long retryAfterMillis) {}

    /// @param nanoTime of [System#nanoTime]
    public RateLimits(RateSettings settings, int slots, LongSupplier nanoTime) {
        this.addresses =
                buckets(slots, settings.addressPerMinute(), settings.addressBurst(), nanoTime);
        this.links = buckets(slots, settings.linkPerMinute(), settings.linkBurst(), nanoTime);
    }

    /// Counts a click against both limits. If the second refuses it, the first has counted it
    /// nevertheless.
    ///
    /// @param address made by `ClickKeys.address`
    /// @param addressLink made by `ClickKeys.addressLink`
    /// @return what the stricter limit says
    public RateLimit take(long address, long addressLink) {
        return takeLink(takeAddress(address), addressLink);
    }

    /// Counts a click against the first limit alone.
    ///
    /// @param address made by `ClickKeys.address`
    public RateLimit takeAddress(long address) {
        return take(addresses, address);
    }

    /// Counts the click against the second limit, unless the first has refused it.
    ///
    /// @param all the result of the first limit
    /// @param addressLink made by `ClickKeys.addressLink`
    /// @return what the stricter limit says
    public RateLimit takeLink(RateLimit all, long addressLink) {
        if (!all.allowed) {
            return all;
        }
        RateLimit one = take(links, addressLink);
        boolean stricter = all.limit == 0 || !one.allowed || one.left < all.left;
        return one.limit != 0 && stricter ? one : all;
    }

    /// The number of keys that were evicted although their bucket was not full.
    public long forgotten() {
        return (addresses == null ? 0 : addresses.forgotten())
                + (links == null ? 0 : links.forgotten());
    }

    public List<SharedCounts> shared() {
        List<SharedCounts> shared = new ArrayList<>();
        if (addresses != null) {
            shared.add(addresses);
        }
        if (links != null) {
            shared.add(links);
        }
        return shared;
    }

    static RateLimit take(@Nullable RateBuckets buckets, long key) {
        if (buckets == null) {
            return UNLIMITED;
        }
        long ticks = buckets.take(key);
        return ticks >= 0
                ? new RateLimit(
                        true, buckets.burst(), buckets.left(ticks), RateBuckets.millis(ticks), 0)
                : new RateLimit(
                        false,
                        buckets.burst(),
                        0,
                        RateBuckets.millis(buckets.fullAfter(-ticks)),
                        RateBuckets.millis(-ticks));
    }

    static @Nullable RateBuckets buckets(
            int slots, int perMinute, int burst, LongSupplier nanoTime) {
        return perMinute == 0 ? null : new RateBuckets(slots, perMinute, burst, nanoTime);
    }
}
