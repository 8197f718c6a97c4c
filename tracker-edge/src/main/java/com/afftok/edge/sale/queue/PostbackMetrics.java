package com.afftok.edge.sale.queue;

import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.attribute.Reply;
import com.afftok.shared.error.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Metrics of postbacks: outcomes, latency, and queue length.
public final class PostbackMetrics {

    private final MeterRegistry registry;
    private final Timer seconds;
    private final Counter unkept;
    private final Counter lost;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger poison = new AtomicInteger();

    public PostbackMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.seconds =
                Timer.builder("afftok_postback_seconds")
                        .description("From a postback to its answer")
                        .register(registry);
        this.unkept =
                Counter.builder("afftok_postbacks_unkept")
                        .description("Refused postbacks that their advertiser can't look at")
                        .register(registry);
        this.lost =
                Counter.builder("afftok_postback_refusals_lost")
                        .description("Refused postbacks that could not be stored")
                        .register(registry);
        Gauge.builder("afftok_postback_queue_entries", waiting, AtomicInteger::get)
                .description("Postbacks that wait in Redis for PostgreSQL")
                .register(registry);
        Gauge.builder("afftok_postback_poison_entries", poison, AtomicInteger::get)
                .description("Queued postbacks that are set aside because they can't be recorded")
                .register(registry);
    }

    public void answered(Reply reply, long sinceNanos) {
        seconds.record(System.nanoTime() - sinceNanos, TimeUnit.NANOSECONDS);
        count(
                switch (reply) {
                    case Reply.Done(_, _, boolean dryRun) -> dryRun ? "dry_run" : "recorded";
                    case Reply.Queued _ -> "queued";
                    case Reply.Repeated _ -> "repeated";
                    case Reply.Refused(ErrorCode code, _, _) ->
                            code.name().toLowerCase(Locale.ROOT);
                    case Reply.Limited _ -> "limited";
                });
    }

    /// Counts a queued postback.
    void drained(Recorded recorded) {
        count(
                switch (recorded) {
                    case Recorded.Created _, Recorded.Changed _ -> "drained";
                    case Recorded.Repeated _ -> "drained_repeated";
                    case Recorded.Refused _ -> "drained_refused";
                });
    }

    /// Beyond the limit of an advertiser.
    public void unkept() {
        unkept.increment();
    }

    /// Within the limit, but PostgreSQL did not store it.
    public void lost() {
        lost.increment();
    }

    void waiting(int entries) {
        waiting.set(entries);
    }

    void setAside(int entries) {
        poison.set(entries);
    }

    private void count(String outcome) {
        Counter.builder("afftok_postbacks")
                .description("Postbacks by what became of them")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }
}
