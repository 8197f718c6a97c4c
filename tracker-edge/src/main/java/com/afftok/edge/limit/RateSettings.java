package com.afftok.edge.limit;

import com.afftok.edge.guard.tables.RateBuckets;
import com.afftok.shared.config.Environment;

/// The limits of clicks; a rate of 0 means no limit.
///
/// @param addressPerMinute clicks of one address
/// @param addressBurst the maximum of an address at once
/// @param linkPerMinute clicks of one address on one link
/// @param linkBurst the maximum of an address on a link at once
public record RateSettings(
        int addressPerMinute, int addressBurst, int linkPerMinute, int linkBurst) {

    public static final RateSettings DEFAULT = new RateSettings(1000, 2000, 100, 100);

    private static final int MAX_BURST = 1_000_000;

    public static RateSettings read(Environment environment) {
        return new RateSettings(
                environment.integer(
                        "CLICKS_PER_ADDRESS",
                        DEFAULT.addressPerMinute,
                        0,
                        RateBuckets.MAX_PER_MINUTE),
                environment.integer("CLICKS_PER_ADDRESS_BURST", DEFAULT.addressBurst, 1, MAX_BURST),
                environment.integer(
                        "CLICKS_PER_ADDRESS_LINK",
                        DEFAULT.linkPerMinute,
                        0,
                        RateBuckets.MAX_PER_MINUTE),
                environment.integer(
                        "CLICKS_PER_ADDRESS_LINK_BURST", DEFAULT.linkBurst, 1, MAX_BURST));
    }
}
