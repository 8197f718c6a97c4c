package com.afftok.edge.pixel;

import com.afftok.edge.fraud.ClickKeys;
import com.afftok.edge.fraud.RateLimiter;
import com.afftok.edge.fraud.RateLimits.RateLimit;
import com.afftok.shared.id.ClickId;

/// How much a browser may say: of all it says per address, and of purchases per address and per
/// click, so that who has one click can't fill a list with it from everywhere. Each edge limits by
/// itself.
final class PixelLimits {

    private static final int SLOTS = 1 << 16;

    private final ClickKeys keys;
    private final RateLimiter all;
    private final RateLimiter purchases;
    private final RateLimiter clicks;

    PixelLimits(PixelSettings settings, ClickKeys keys, long nowMillis) {
        this.keys = keys;
        this.all = new RateLimiter(settings.perMinute(), settings.burst(), SLOTS, nowMillis);
        this.purchases = purchases(settings, nowMillis);
        this.clicks = purchases(settings, nowMillis);
    }

    RateLimit take(byte[] address, long nowMillis) {
        return all.take(keys.address(address), nowMillis);
    }

    RateLimit takePurchase(byte[] address, ClickId click, long nowMillis) {
        RateLimit limit = purchases.take(keys.address(address), nowMillis);
        return limit.allowed()
                ? clicks.take(Long.rotateLeft(click.high(), Integer.SIZE) ^ click.low(), nowMillis)
                : limit;
    }

    private static RateLimiter purchases(PixelSettings settings, long nowMillis) {
        return new RateLimiter(
                settings.purchasesPerMinute(), settings.purchasesBurst(), SLOTS, nowMillis);
    }
}
