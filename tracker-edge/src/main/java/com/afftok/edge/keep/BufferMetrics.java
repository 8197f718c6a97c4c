package com.afftok.edge.keep;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/// Metrics of the click buffer: places, batch sizes, and the journal's size.
public final class BufferMetrics {

    private final MeterRegistry registry;
    private final AtomicInteger loops = new AtomicInteger();
    private final Counter redis;
    private final Counter journal;
    private final Counter nowhere;
    private final DistributionSummary batches;

    public BufferMetrics(MeterRegistry registry, Journal journal) {
        this.registry = registry;
        this.redis = kept(registry, "redis");
        this.journal = kept(registry, "journal");
        this.nowhere = kept(registry, "nowhere");
        this.batches =
                DistributionSummary.builder("afftok_click_batch_clicks")
                        .description("Clicks in one write to Redis or to the journal")
                        .serviceLevelObjectives(1, 4, 16, 64, 256, 1024, 4096)
                        .register(registry);
        Gauge.builder("afftok_journal_bytes", journal, Journal::bytes)
                .description("Clicks on this machine's disk that are not in Redis yet")
                .register(registry);
    }

    /// How many clicks of an event loop wait to be stored; set by that loop alone.
    AtomicInteger depth() {
        AtomicInteger depth = new AtomicInteger();
        Gauge.builder("afftok_click_buffer_depth", depth, AtomicInteger::getOpaque)
                .description("Clicks that aren't kept yet, whose shoppers wait")
                .tag("loop", Integer.toString(loops.getAndIncrement()))
                .register(registry);
        return depth;
    }

    void batch(Kept kept, int clicks) {
        batches.record(clicks);
        Counter place =
                switch (kept) {
                    case REDIS -> redis;
                    case JOURNAL -> journal;
                    case NOWHERE -> nowhere;
                };
        place.increment(clicks);
    }

    private static Counter kept(MeterRegistry registry, String place) {
        return Counter.builder("afftok_clicks_kept")
                .description("Clicks by where they were kept when their shopper was answered")
                .tag("place", place)
                .register(registry);
    }
}
