package com.afftok.edge.sale.postback;

import com.afftok.shared.config.Environment;
import java.time.Duration;

/// The limits of postbacks.
///
/// @param perMinute signed ones of an advertiser; 0 is unlimited
/// @param burst of `perMinute`
/// @param couponsPerMinute coupon lookups of an address before verification
/// @param couponsBurst of `couponsPerMinute`
/// @param refusalsKept unproven ones that are stored per advertiser and minute
/// @param timeout of PostgreSQL for one postback
/// @param queue maximum of postbacks queued in Redis
/// @param queueBytes maximum size of the queue
/// @param secretsShared maximum of advertisers whose secrets are in Redis
/// @param secretRefresh how long a secret is used without being read again
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
