package com.afftok.edge;

import com.afftok.edge.guard.gossip.BlockGossip;
import com.afftok.edge.guard.gossip.CountExchange;
import com.afftok.edge.guard.gossip.SeenClickGossip;
import com.afftok.edge.guard.rules.CurrentRules;
import com.afftok.edge.guard.tables.BlockedAddresses;
import com.afftok.edge.guard.tables.DuplicateClicks;
import com.afftok.edge.guard.tables.Velocity;
import com.afftok.edge.limit.RateLimits;
import com.afftok.edge.visitor.agent.Agents;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.function.ToDoubleFunction;

/// Metrics of the guards' tables: entries and evictions.
final class GuardMetrics {

    private GuardMetrics() {}

    public static void bind(
            MeterRegistry registry,
            InstantSource clock,
            CurrentRules rules,
            RateLimits rates,
            Velocity velocity,
            DuplicateClicks duplicates,
            BlockedAddresses blocked,
            Agents agents) {
        forgotten(registry, "rate", rates, RateLimits::forgotten);
        forgotten(registry, "velocity", velocity, Velocity::forgotten);
        forgotten(registry, "duplicate", duplicates, DuplicateClicks::forgotten);
        Gauge.builder("afftok_blocked_addresses", blocked, all -> all.count(clock.millis()))
                .description("Addresses that are blocked now")
                .register(registry);
        Gauge.builder("afftok_fraud_rule_set", rules, current -> current.get().version())
                .description("The version of the fraud rules in force")
                .register(registry);
        Gauge.builder("afftok_agents_cached", agents, Agents::cached)
                .description("User-Agents whose meaning is remembered")
                .register(registry);
    }

    /// Metrics of the messages between edges.
    public static void bindSharing(
            MeterRegistry registry,
            BlockGossip blocks,
            CountExchange counts,
            SeenClickGossip clicks) {
        FunctionCounter.builder("afftok_blocks_untold", blocks, BlockGossip::untold)
                .description("Blocked addresses that the other edges were not told of")
                .register(registry);
        FunctionCounter.builder("afftok_counts_untold", counts, CountExchange::dropped)
                .description("Clicks that are missing in what the other edges were told of counts")
                .register(registry);
        FunctionCounter.builder("afftok_clicks_told", clicks, SeenClickGossip::received)
                .description("Clicks that another edge counted and this one was told of")
                .register(registry);
        messages(registry, "counts", "received", counts, CountExchange::received);
        messages(registry, "counts", "refused", counts, CountExchange::refused);
        messages(registry, "clicks", "refused", clicks, SeenClickGossip::refused);
    }

    private static <T> void messages(
            MeterRegistry registry,
            String about,
            String result,
            T sharing,
            ToDoubleFunction<T> count) {
        FunctionCounter.builder("afftok_sharing_messages", sharing, count)
                .description("Messages between edges by what became of them")
                .tags("about", about, "result", result)
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
