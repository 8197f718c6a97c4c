package com.afftok.edge.fraud;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;

/// What the memories of the guards hold, and what they had to forget at their bounds.
public final class GuardMetrics {

    private GuardMetrics() {}

    public static void bind(
            MeterRegistry registry,
            InstantSource clock,
            CurrentRules rules,
            RateLimits rates,
            Velocity velocity,
            DuplicateClicks duplicates,
            BlockedAddresses blocked,
            ShareBlocks blocks) {
        forgotten(registry, "rate", rates, RateLimits::forgotten);
        forgotten(registry, "velocity", velocity, Velocity::forgotten);
        forgotten(registry, "duplicate", duplicates, DuplicateClicks::forgotten);
        FunctionCounter.builder("afftok_blocks_untold", blocks, ShareBlocks::untold)
                .description("Blocked addresses that the other edges were not told of")
                .register(registry);
        Gauge.builder("afftok_blocked_addresses", blocked, all -> all.count(clock.millis()))
                .description("Addresses that are blocked now")
                .register(registry);
        Gauge.builder("afftok_fraud_rule_set", rules, current -> current.get().version())
                .description("The version of the fraud rules in force")
                .register(registry);
    }

    private static <T> void forgotten(
            MeterRegistry registry, String memory, T guard, ToDoubleFunction<T> count) {
        FunctionCounter.builder("afftok_guard_forgotten", guard, count)
                .description("Entries that gave way to newer ones before their time")
                .tag("memory", memory)
                .register(registry);
    }
}
