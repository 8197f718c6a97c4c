package com.afftok.edge.write;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Metrics of a shard's writer, with the age of its oldest unwritten click.
public final class WriteMetrics {

    private static final long NONE = Long.MAX_VALUE;

    private final InstantSource clock;
    private final Counter written;
    private final Counter known;
    private final Counter setAside;
    private final Counter moved;
    private final Timer writes;
    private final AtomicLong oldestMillis = new AtomicLong(NONE);

    public WriteMetrics(MeterRegistry registry, InstantSource clock, int shard) {
        this.clock = clock;
        String name = Integer.toString(shard);
        this.written = counter(registry, "written", name);
        this.known = counter(registry, "known", name);
        this.setAside = counter(registry, "set_aside", name);
        this.moved =
                Counter.builder("afftok_click_repetitions_found")
                        .description("Clicks that counted at their edge and repeat one of another")
                        .tag("shard", name)
                        .register(registry);
        this.writes =
                Timer.builder("afftok_click_write_seconds")
                        .description("One transaction of the click writer")
                        .tag("shard", name)
                        .register(registry);
        Gauge.builder("afftok_click_writer_lag_seconds", this, WriteMetrics::lagSeconds)
                .description("Age of the oldest click that the writer holds and hasn't written")
                .tag("shard", name)
                .register(registry);
    }

    void holds(long millis) {
        oldestMillis.accumulateAndGet(millis, Math::min);
    }

    void wrote(int clicks, WriteClicks.Written what, long nanos) {
        written.increment(what.inserted());
        known.increment(clicks - what.inserted());
        moved.increment(what.moved());
        writes.record(nanos, TimeUnit.NANOSECONDS);
    }

    void setAside() {
        setAside.increment();
    }

    void holdsNothing() {
        oldestMillis.set(NONE);
    }

    private double lagSeconds() {
        long oldest = oldestMillis.get();
        return oldest == NONE ? 0 : Math.max(0, clock.millis() - oldest) / 1000.0;
    }

    private static Counter counter(MeterRegistry registry, String fate, String shard) {
        return Counter.builder("afftok_clicks_written")
                .description("Clicks by what the writer did: written, known already, set aside")
                .tag("fate", fate)
                .tag("shard", shard)
                .register(registry);
    }
}
