package com.afftok.edge.sale.postback;

import com.afftok.edge.limit.RateLimiter;
import com.afftok.edge.limit.RateLimits.RateLimit;
import com.afftok.edge.visitor.address.ClickKeys;
import com.afftok.edge.visitor.address.ClientAddress;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.LongSupplier;

/// Limits coupon lookups per address, because they query PostgreSQL before the signature is
/// verified. Each edge limits on its own.
final class CouponLookups {

    private static final int SLOTS = 1 << 14;

    private final ClickKeys keys;
    private final ClientAddress addresses;
    private final RateLimiter limiter;

    CouponLookups(
            PostbackSettings settings,
            ClickKeys keys,
            ClientAddress addresses,
            LongSupplier nanoTime) {
        this.keys = keys;
        this.addresses = addresses;
        this.limiter =
                new RateLimiter(
                        settings.couponsPerMinute(), settings.couponsBurst(), SLOTS, nanoTime);
    }

    RateLimit take(HttpServerRequest request) {
        byte[] peer = ClientAddress.peer(request.remoteAddress());
        return limiter.take(keys.address(addresses.of(peer, request.headers())));
    }
}
