package com.afftok.edge.sale.pixel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/// Counts pixel requests by outcome.
final class PixelMetrics {

    private final MeterRegistry registry;
    private final Counter uncounted;

    PixelMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.uncounted =
                Counter.builder("afftok_pixel_uncounted")
                        .description("Events for which no memory was left")
                        .register(registry);
    }

    void answered(PixelOutcome outcome) {
        Counter.builder("afftok_pixel_requests")
                .description("What browsers said, by what became of it")
                .tag("outcome", word(outcome))
                .register(registry)
                .increment();
    }

    void uncounted(long events) {
        uncounted.increment((double) events);
    }

    private static String word(PixelOutcome outcome) {
        return switch (outcome) {
            case PixelOutcome.Counted _ -> "counted";
            case PixelOutcome.Ignored _ -> "ignored";
            case PixelOutcome.Objected _ -> "objected";
            case PixelOutcome.Pending _ -> "pending";
            case PixelOutcome.Queued _ -> "queued";
            case PixelOutcome.Refused(var code, _) -> code.name().toLowerCase(Locale.ROOT);
            case PixelOutcome.Limited _ -> "limited";
        };
    }
}
