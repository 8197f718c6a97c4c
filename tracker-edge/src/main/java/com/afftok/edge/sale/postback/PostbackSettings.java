package com.afftok.edge.sale.postback;

import com.afftok.shared.config.Environment;
import java.time.Duration;

/// The bounds of postbacks.
///
/// @param perMinute signed ones of one advertiser; 0 is no limit
/// @param burst of those at once, after a pause
/// @param couponsPerMinute coupons of one address that are looked up before anything is proven
/// @param couponsBurst of those at once, after a pause
/// @param refusalsKept ones that prove nothing, of one advertiser a minute
/// @param timeout how long PostgreSQL may take for one
/// @param queue the most that Redis keeps while PostgreSQL is away
/// @param queueBytes the most bytes of those
/// @param secretsShared so many advertisers' secrets are in Redis
/// @param secretRefresh how long a secret is believed without being read again
public record PostbackSettings(
        int perMinute,
        int burst,
        int couponsPerMinute,
        int couponsBurst,
        int refusalsKept,
        Duration timeout,
        int queue,
        long queueBytes,
        int secretsShared,
        Duration secretRefresh) {

    private static final int MAX_PER_MINUTE = 600_000;
    private static final int MAX_BURST = 1_000_000;

    public static PostbackSettings read(Environment environment) {
        return new PostbackSettings(
                environment.integer("POSTBACKS_PER_ADVERTISER", 500, 0, MAX_PER_MINUTE),
                environment.integer("POSTBACKS_PER_ADVERTISER_BURST", 1000, 1, MAX_BURST),
                environment.integer("COUPONS_PER_ADDRESS", 1000, 0, MAX_PER_MINUTE),
                environment.integer("COUPONS_PER_ADDRESS_BURST", 2000, 1, MAX_BURST),
                environment.integer("POSTBACK_REFUSALS_KEPT", 60, 1, MAX_PER_MINUTE),
                environment.duration(
                        "POSTBACK_TIMEOUT",
                        Duration.ofSeconds(5),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(1)),
                environment.integer("POSTBACK_QUEUE", 1_000_000, 1, 100_000_000),
                environment.bytes("POSTBACK_QUEUE_BYTES", 256 << 20, 1 << 10, 1L << 40),
                environment.integer("POSTBACK_SECRETS_SHARED", 10_000, 0, 100_000),
                environment.duration(
                        "POSTBACK_SECRET_REFRESH",
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1)));
    }
}
