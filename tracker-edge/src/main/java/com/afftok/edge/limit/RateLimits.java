package com.afftok.edge.limit;

import com.afftok.edge.guard.tables.RateBuckets;
import com.afftok.edge.guard.tables.SharedCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The limits of clicks per address and per address and link.
///
/// Each edge decides by itself, at once. What it let through for busy keys reaches the other edges
/// within a second (`CountExchange`), so that together they may let through, above the limit, what
/// came in that time and up to seven clicks per edge; with Redis away the limits hold per edge. An
/// edge can be restarted to lift them.
public final class RateLimits {

    private static final RateLimit UNLIMITED = new RateLimit(true, 0, 0, 0, 0);

    private final @Nullable RateBuckets addresses;
    private final @Nullable RateBuckets links;

    /// What a click got, as its headers tell.
    ///
    /// @param limit clicks at once; 0 if there is no limit
    /// @param left of those
    /// @param fullAfterMillis until the limit is as if nothing had been taken
    /// @param retryAfterMillis 0 if allowed
    public record RateLimit(
            boolean allowed, int limit, int left, long fullAfterMillis, long retryAfterMillis) {}

    /// @param nanoTime of [System#nanoTime]
    public RateLimits(RateSettings settings, int slots, LongSupplier nanoTime) {
        this.addresses =
                buckets(slots, settings.addressPerMinute(), settings.addressBurst(), nanoTime);
        this.links = buckets(slots, settings.linkPerMinute(), settings.linkBurst(), nanoTime);
    }

    /// Takes one click from both limits; if the second refuses it, the first has it all the same.
    ///
    /// @param address made by `ClickKeys.address`
    /// @param addressLink made by `ClickKeys.addressLink`
    /// @return what the stricter limit says
    public RateLimit take(long address, long addressLink) {
        return takeLink(takeAddress(address), addressLink);
    }

    /// Takes one click from the first limit alone.
    ///
    /// @param address made by `ClickKeys.address`
    public RateLimit takeAddress(long address) {
        return take(addresses, address);
    }

    /// Takes the click from the second limit too, unless the first has refused it.
    ///
    /// @param all what the first limit said
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

    /// How many keys gave way to others although they had taken something.
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
