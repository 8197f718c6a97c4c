package com.afftok.edge.webhook;

import com.afftok.edge.webhook.outbox.CountBacklog;
import com.afftok.edge.webhook.outbox.ForgetEvents;
import com.afftok.edge.webhook.outbox.ForgetSecrets;
import com.afftok.edge.webhook.outbox.GiveUpDeliveries;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every now and then gives up what can't be delivered, deletes what is old, in small bites, and
/// measures what waits. Every edge does it; they don't get into each other's way.
final class WebhookRetention extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(WebhookRetention.class);
    private static final int BITE = 500;

    private final GiveUpDeliveries giveUpDeliveries;
    private final ForgetEvents forgetEvents;
    private final ForgetSecrets forgetSecrets;
    private final CountBacklog countBacklog;
    private final WebhookMetrics metrics;
    private final Duration every;
    private boolean stopped;

    WebhookRetention(Pool pool, WebhookSettings settings, WebhookMetrics metrics, Duration every) {
        this.giveUpDeliveries = new GiveUpDeliveries(pool);
        this.forgetEvents = new ForgetEvents(pool, settings.kept());
        this.forgetSecrets = new ForgetSecrets(pool);
        this.countBacklog = new CountBacklog(pool, settings.clicksWaiting());
        this.metrics = metrics;
        this.every = every;
    }

    @Override
    public Future<?> start() {
        tidy();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return Future.succeededFuture();
    }

    private void tidy() {
        giveUp().compose(_ -> forget())
                .compose(_ -> forgetSecrets.execute())
                .compose(_ -> countBacklog.execute())
                .onSuccess(metrics::sees)
                .onFailure(e ->
                        log.atWarn().addKeyValue("cause", e.toString()).log("webhooks not tidied"))
                .onComplete(_ -> {
                    if (!stopped) {
                        vertx.setTimer(every.toMillis(), _ -> tidy());
                    }
                });
    }

    private Future<?> giveUp() {
        return giveUpDeliveries
                .execute(BITE)
                .compose(given -> given < BITE || stopped ? Future.succeededFuture() : giveUp());
    }

    private Future<?> forget() {
        return forgetEvents
                .execute(BITE)
                .compose(gone -> gone < BITE || stopped ? Future.succeededFuture() : forget());
    }
}
