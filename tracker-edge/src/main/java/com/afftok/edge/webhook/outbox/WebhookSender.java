package com.afftok.edge.webhook.outbox;

import com.afftok.edge.webhook.delivery.Attempt;
import com.afftok.edge.webhook.delivery.AttemptDelivery;
import com.afftok.edge.webhook.delivery.Delivery;
import com.afftok.edge.webhook.delivery.Pace;
import com.afftok.edge.webhook.outbox.SelectReceivers.DueReceiver;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends events from the outbox to webhooks. Any number of edges share the work.
///
/// A round makes deliveries of new events, finds webhooks with due deliveries, shares the room for
/// attempts among them, leases deliveries and starts their attempts. Attempts that end together are
/// recorded together. A delivery is sent only after PostgreSQL has leased it, and stays leased
/// until its attempt is recorded or the lease ends. So two edges never send the same delivery
/// concurrently, and a delivery leased by an edge that crashed is sent again with the same id.
/// While PostgreSQL is down, no attempt starts, and results wait.
///
/// Runs on a virtual thread in a sequential loop.
final class WebhookSender extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);
    private static final int EVENTS = 500;
    private static final int RECORDED_AT_ONCE = 500;
    private static final Duration ANSWER_OF_POSTGRES = Duration.ofSeconds(30);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final Duration RETRY_AT_FIRST = Duration.ofMillis(100);
    private static final Duration RETRY_AT_MOST = Duration.ofSeconds(5);

    private final WebhookSettings settings;
    private final Pace pace;
    private final Duration drain;
    private final AttemptDelivery attemptDelivery;
    private final WebhookMetrics metrics;
    private final DispatchEvents dispatchEvents;
    private final SelectReceivers selectReceivers;
    private final TakeDeliveries takeDeliveries;
    private final RecordAttempts recordAttempts;
    private final ReleaseDeliveries releaseDeliveries;

    private final OpenAttempts inFlight = new OpenAttempts();
    private final Map<Long, Delivery> underWay = new LinkedHashMap<>();
    private final Deque<Attempt> ended = new ArrayDeque<>();
    private final Promise<Void> over = Promise.promise();
    private final Promise<Void> stop = Promise.promise();
    private Promise<Void> wake = Promise.promise();
    private boolean recording;
    private Duration retry = RETRY_AT_FIRST;
    private boolean stopped;

    /// Sends nothing before it is deployed.
    ///
    /// @param drain the limit of a shutdown
    WebhookSender(
            Pool pool,
            WebhookSettings settings,
            Pace pace,
            Duration drain,
            AttemptDelivery attemptDelivery,
            WebhookMetrics metrics) {
        this.settings = settings;
        this.pace = pace;
        this.drain = drain;
        this.attemptDelivery = attemptDelivery;
        this.metrics = metrics;
        this.dispatchEvents = new DispatchEvents(pool, settings.clicksWaiting());
        this.selectReceivers = new SelectReceivers(pool);
        this.takeDeliveries = new TakeDeliveries(pool, settings.timeout().plus(pace.leaseMargin()));
        this.recordAttempts = new RecordAttempts(pool, pace);
        this.releaseDeliveries = new ReleaseDeliveries(pool);
    }

    @Override
    public Future<?> start() {
        context.runOnContext(_ -> run());
        return Future.succeededFuture();
    }

    /// Leases no more deliveries. Completes when the attempts in flight are recorded or released.
    @Override
    public Future<?> stop() {
        stopped = true;
        wake.tryComplete();
        return stop.future();
    }

    private void run() {
        while (!stopped) {
            try {
                if (!round()) {
                    rest(pace.poll());
                }
                retry = RETRY_AT_FIRST;
            } catch (Exception e) {
                faulty(e);
            }
        }
        finish();
        stop.complete();
    }

    /// Whether there may be more work immediately.
    private boolean round() {
        int events = await(dispatchEvents.execute(EVENTS));
        if (inFlight.total() >= settings.inFlight()) {
            return false;
        }
        wake = Promise.promise(); // from here on, what ends makes room that this round didn't see
        List<DueReceiver> due =
                await(
                        selectReceivers.execute(
                                inFlight.webhooksFrom(settings.inFlightOfOne()),
                                inFlight.accountsFrom(settings.inFlightOfAccount())));
        Map<Long, Integer> shares = ShareRoom.of(due, inFlight, settings);
        if (shares.isEmpty()) {
            return events == EVENTS;
        }
        List<Delivery> taken = await(takeDeliveries.execute(shares));
        taken.forEach(this::begin);
        return events == EVENTS || !taken.isEmpty();
    }

    private void begin(Delivery delivery) {
        inFlight.add(delivery.webhook(), delivery.account());
        underWay.put(delivery.id(), delivery);
        metrics.inFlight(inFlight.total());
        context.runOnContext(_ -> {
            ended.add(attemptDelivery.execute(delivery));
            record();
        });
    }

    /// Records ended attempts. Those that end meanwhile make the next batch.
    private void record() {
        if (recording || over.future().isComplete()) {
            return;
        }
        recording = true;
        Duration pause = RETRY_AT_FIRST;
        while (!ended.isEmpty() && !over.future().isComplete()) {
            List<Attempt> batch = new ArrayList<>(ended.stream().limit(RECORDED_AT_ONCE).toList());
            try {
                List<Long> paused = await(recordAttempts.execute(batch));
                batch.forEach(this::recorded);
                paused.forEach(WebhookSender::paused);
                pause = RETRY_AT_FIRST;
                wake.tryComplete();
            } catch (Exception e) {
                if (pause.equals(RETRY_AT_FIRST)) {
                    log.atWarn()
                            .addKeyValue("attempts", batch.size())
                            .addKeyValue("cause", e.toString())
                            .log("attempts at webhooks can't be recorded, trying again");
                }
                waitFor(over.future(), pause);
                pause = longer(pause);
            }
        }
        recording = false;
        wake.tryComplete();
    }

    private void recorded(Attempt attempt) {
        Delivery delivery = attempt.delivery();
        ended.remove();
        underWay.remove(delivery.id());
        inFlight.remove(delivery.webhook(), delivery.account());
        metrics.inFlight(inFlight.total());
        metrics.attempted(attempt);
    }

    /// Waits for the attempts in flight, and releases those that last longer than a shutdown may.
    private void finish() {
        long end = System.nanoTime() + drain.toNanos() * 3 / 4;
        long left = end - System.nanoTime();
        while (inFlight.total() > 0 && left > 0) {
            rest(Duration.ofNanos(Math.max(1_000_000, left)));
            left = end - System.nanoTime();
        }
        over.complete();
        if (recording) {
            rest(LAST_WORDS);
        }
        if (underWay.isEmpty()) {
            return;
        }
        try {
            await(releaseDeliveries.execute(List.copyOf(underWay.values())));
        } catch (Exception e) {
            log.atWarn()
                    .addKeyValue("deliveries", underWay.size())
                    .addKeyValue("cause", e.toString())
                    .log("deliveries to webhooks are sent when their leases are over");
        }
    }

    /// Waits until an attempt ends, up to a limit.
    private void rest(Duration most) {
        waitFor(wake.future(), most);
        if (wake.future().isComplete()) {
            wake = Promise.promise();
        }
    }

    private void faulty(Exception e) {
        if (retry.equals(RETRY_AT_FIRST)) {
            log.atWarn()
                    .addKeyValue("cause", e.toString())
                    .log("webhooks can't be sent, trying again");
        }
        rest(retry);
        retry = longer(retry);
    }

    private static void waitFor(Future<?> signal, Duration most) {
        signal.timeout(most.toMillis(), TimeUnit.MILLISECONDS).otherwiseEmpty().await();
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(RETRY_AT_MOST) > 0 ? RETRY_AT_MOST : twice;
    }

    private static <T> T await(Future<T> answer) {
        return answer.timeout(ANSWER_OF_POSTGRES.toMillis(), TimeUnit.MILLISECONDS).await();
    }

    private static void paused(Long webhook) {
        log.atInfo().addKeyValue("webhook", webhook).log("webhook paused, its receiver fails");
    }

    /// Releases deliveries whose attempts this edge does not finish. Another edge sends them
    /// immediately; a receiver may get one twice, with the same id.
    static final class ReleaseDeliveries {

        private static final String SQL =
                """
                update waiting_deliveries as delivery
                   set attempts = delivery.attempts - 1, next_attempt_at = now()
                  from unnest($1::bigint[], $2::bigint[], $3::integer[]) as mine(webhook_id, id, attempt)
                 where delivery.webhook_id = mine.webhook_id
                   and delivery.id = mine.id
                   and delivery.attempts = mine.attempt
                """;

        private final Pool pool;

        ReleaseDeliveries(Pool pool) {
            this.pool = pool;
        }

        Future<?> execute(List<Delivery> deliveries) {
            Long[] webhooks = deliveries.stream().map(Delivery::webhook).toArray(Long[]::new);
            Long[] ids = deliveries.stream().map(Delivery::id).toArray(Long[]::new);
            Integer[] attempts = deliveries.stream().map(Delivery::attempt).toArray(Integer[]::new);
            return pool.preparedQuery(SQL)
                    .execute(Tuple.from(new Object[] {webhooks, ids, attempts}));
        }
    }
}
