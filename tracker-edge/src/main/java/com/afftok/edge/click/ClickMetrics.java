package com.afftok.edge.click;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How many requests for tracking links ended how, and how long they took from the first byte read
/// to the answer handed to the socket.
public final class ClickMetrics {

    private static final String NAME = "afftok_click_requests";

    final Counter redirected;
    final Counter previewed;
    final Counter inactive;
    final Counter unknown;
    final Counter unreachable;
    final Counter refused;
    private final Timer latency;

    public ClickMetrics(MeterRegistry registry) {
        this.redirected = outcome(registry, "redirected");
        this.previewed = outcome(registry, "previewed");
        this.inactive = outcome(registry, "inactive");
        this.unknown = outcome(registry, "unknown");
        this.unreachable = outcome(registry, "unreachable");
        this.refused = outcome(registry, "refused");
        this.latency =
                Timer.builder("afftok_click_seconds")
                        .description("From the request to its answer")
                        .serviceLevelObjectives(
                                Duration.ofNanos(250_000),
                                Duration.ofNanos(500_000),
                                Duration.ofMillis(1),
                                Duration.ofMillis(2),
                                Duration.ofMillis(4),
                                Duration.ofMillis(8),
                                Duration.ofMillis(15),
                                Duration.ofMillis(30),
                                Duration.ofMillis(60),
                                Duration.ofMillis(250),
                                Duration.ofSeconds(1))
                        .register(registry);
    }

    void answered(Counter outcome, long sinceNanos) {
        outcome.increment();
        latency.record(System.nanoTime() - sinceNanos, TimeUnit.NANOSECONDS);
    }

    private static Counter outcome(MeterRegistry registry, String outcome) {
        return Counter.builder(NAME)
                .description("Requests for tracking links by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
