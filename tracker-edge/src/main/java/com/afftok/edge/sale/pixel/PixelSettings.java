package com.afftok.edge.sale.pixel;

import com.afftok.shared.config.Environment;
import java.time.Duration;

/// The limits of the pixel; a rate of 0 is unlimited.
///
/// @param perMinute events and purchases of one address
/// @param burst of `perMinute`
/// @param purchasesPerMinute of one address, and of one click
/// @param purchasesBurst of `purchasesPerMinute`
/// @param maxAmount the largest purchase that is recorded, in units of its currency
/// @param writeEvery how long counts stay in memory
public record PixelSettings(
        int perMinute,
        int burst,
        int purchasesPerMinute,
        int purchasesBurst,
        long maxAmount,
        Duration writeEvery) {

    private static final int MAX_PER_MINUTE = 600_000;
    private static final int MAX_BURST = 1_000_000;
    private static final long MAX_AMOUNT = 1_000_000_000_000L;

    public static PixelSettings read(Environment environment) {
        return new PixelSettings(
                environment.integer("PIXELS_PER_ADDRESS", 600, 0, MAX_PER_MINUTE),
                environment.integer("PIXELS_PER_ADDRESS_BURST", 600, 1, MAX_BURST),
                environment.integer("PIXEL_PURCHASES", 10, 0, MAX_PER_MINUTE),
                environment.integer("PIXEL_PURCHASES_BURST", 20, 1, MAX_BURST),
                environment.integer("PIXEL_MAX_AMOUNT", 1_000_000L, 1, MAX_AMOUNT),
                environment.duration(
                        "PIXEL_WRITE_EVERY",
                        Duration.ofSeconds(10),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(10)));
    }
}
