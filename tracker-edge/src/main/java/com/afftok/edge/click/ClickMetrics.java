package com.afftok.edge.click;

import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.FraudReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Counts requests for tracking links by outcome, and measures the time from the first byte read to
/// the answer written.
public final class ClickMetrics {

    private static final String NAME = "afftok_click_requests";

    final Counter previewed;
    final Counter inactive;
    final Counter elsewhere;
    final Counter refused;
    final Counter limited;
    final Counter unknown;
    final Counter unreachable;
    final Counter unkept;
    final Counter failed;
    final Counter linkKnown;
    final Counter linkSought;
    private final Counter valid;
    private final Counter suspicious;
    private final Counter duplicate;
    private final Map<FraudReason, Counter> reasons = new EnumMap<>(FraudReason.class);
    private final Timer latency;

    public ClickMetrics(MeterRegistry registry) {
        this.valid = outcome(registry, "redirected");
        this.suspicious = outcome(registry, "flagged");
        this.duplicate = outcome(registry, "duplicate");
        this.previewed = outcome(registry, "previewed");
        this.inactive = outcome(registry, "inactive");
        this.elsewhere = outcome(registry, "geo_blocked");
        this.refused = outcome(registry, "refused");
        this.limited = outcome(registry, "limited");
        this.unknown = outcome(registry, "unknown");
        this.unreachable = outcome(registry, "unreachable");
        this.unkept = outcome(registry, "unkept");
        this.failed = outcome(registry, "failed");
        this.linkKnown = lookup(registry, "memory");
        this.linkSought = lookup(registry, "elsewhere");
        for (FraudReason reason : FraudReason.values()) {
            reasons.put(reason, reason(registry, reason));
        }
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

    /// Counts a redirected click.
    Counter redirected(Bucket bucket) {
        return switch (bucket) {
            case VALID -> valid;
            case SUSPICIOUS -> suspicious;
            case DUPLICATE -> duplicate;
            case BOT, FRAUD, GEO_BLOCKED, INACTIVE ->
                    throw new IllegalArgumentException("not redirected: " + bucket);
        };
    }

    /// Counts the fraud reasons of a click.
    void suspected(ClickEvent click) {
        if (click.reasons() != 0) {
            reasons.forEach((reason, counter) -> {
                if ((click.reasons() & reason.bit()) != 0) {
                    counter.increment();
                }
            });
        }
    }

    void answered(Counter outcome, long sinceNanos) {
        outcome.increment();
        latency.record(System.nanoTime() - sinceNanos, TimeUnit.NANOSECONDS);
    }

    private static Counter reason(MeterRegistry registry, FraudReason reason) {
        return Counter.builder("afftok_fraud_reasons")
                .description("Clicks by what spoke against them; one click may have several")
                .tag("reason", reason.label())
                .register(registry);
    }

    private static Counter lookup(MeterRegistry registry, String place) {
        return Counter.builder("afftok_link_lookups")
                .description("Links by where they were found first")
                .tag("place", place)
                .register(registry);
    }

    private static Counter outcome(MeterRegistry registry, String outcome) {
        return Counter.builder(NAME)
                .description("Requests for tracking links by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
