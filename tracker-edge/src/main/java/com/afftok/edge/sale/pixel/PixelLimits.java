package com.afftok.edge.sale.pixel;

import com.afftok.edge.limit.RateLimiter;
import com.afftok.edge.limit.RateLimits.RateLimit;
import com.afftok.edge.visitor.address.ClickKeys;
import com.afftok.shared.id.ClickId;
import java.util.function.LongSupplier;

/// Rate limits of browsers: of all events per address, and of purchases per address and per click,
/// so that one click cannot be used from many addresses to fill a list. Each edge limits on its
/// own.
final class PixelLimits {

    private static final int SLOTS = 1 << 16;

    private final ClickKeys keys;
    private final RateLimiter all;
    private final RateLimiter purchases;
    private final RateLimiter clicks;

    /// @param nanoTime of [System#nanoTime]
    PixelLimits(PixelSettings settings, ClickKeys keys, LongSupplier nanoTime) {
        this.keys = keys;
        this.all = new RateLimiter(settings.perMinute(), settings.burst(), SLOTS, nanoTime);
        this.purchases = purchases(settings, nanoTime);
        this.clicks = purchases(settings, nanoTime);
    }

    RateLimit take(byte[] address) {
        return all.take(keys.address(address));
    }

    RateLimit takePurchase(byte[] address, ClickId click) {
        RateLimit limit = purchases.take(keys.address(address));
        return limit.allowed()
                ? clicks.take(Long.rotateLeft(click.high(), Integer.SIZE) ^ click.low())
                : limit;
    }

    private static RateLimiter purchases(PixelSettings settings, LongSupplier nanoTime) {
        return new RateLimiter(
                settings.purchasesPerMinute(), settings.purchasesBurst(), SLOTS, nanoTime);
    }
}
