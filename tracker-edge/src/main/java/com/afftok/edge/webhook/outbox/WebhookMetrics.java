package com.afftok.edge.webhook.outbox;

import com.afftok.edge.webhook.delivery.Attempt;
import com.afftok.edge.webhook.delivery.Attempt.NextStep;
import com.afftok.edge.webhook.delivery.Attempt.Outcome;
import com.afftok.edge.webhook.delivery.NotSent;
import com.afftok.edge.webhook.outbox.WebhookRetention.CountBacklog.Backlog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/// Metrics of webhooks: the attempts of this edge, and the backlog of all edges.
final class WebhookMetrics {

    private final MeterRegistry registry;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Timer attempts;
    private volatile Backlog backlog = Backlog.NONE;

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.attempts =
                Timer.builder("afftok_webhook_attempt_seconds")
                        .description("One attempt at a webhook, from the name to the answer")
                        .register(registry);
        Gauge.builder("afftok_webhook_in_flight", inFlight, AtomicInteger::get)
                .description("Attempts of this edge that are under way or not recorded yet")
                .register(registry);
        gauge("waiting", "Deliveries that wait, of paused webhooks too", Backlog::waiting);
        gauge("oldest_waiting_seconds", "Age of the oldest of them", Backlog::oldestSeconds);
        gauge("paused", "Webhooks that are paused", Backlog::paused);
        gauge("full", "Webhooks that hear of no click, so many deliveries wait", Backlog::full);
    }

    void inFlight(int attempts) {
        inFlight.set(attempts);
    }

    void attempted(Attempt attempt) {
        attempts.record(attempt.took());
        Counter.builder("afftok_webhook_attempts")
                .description("Attempts at webhooks by what became of them")
                .tag("outcome", outcome(attempt))
                .register(registry)
                .increment();
    }

    void sees(Backlog backlog) {
        this.backlog = backlog;
    }

    private static String outcome(Attempt attempt) {
        return switch (attempt.outcome()) {
            case Outcome.Unanswered(NotSent why) -> why.name().toLowerCase(Locale.ROOT);
            case Outcome.Answered _ ->
                    attempt.verdict() instanceof NextStep.Delivered ? "delivered" : "refused";
        };
    }

    private void gauge(String what, String description, ToDoubleFunction<Backlog> value) {
        Gauge.builder("afftok_webhook_" + what, this, mine -> value.applyAsDouble(mine.backlog))
                .description(description)
                .register(registry);
    }
}
