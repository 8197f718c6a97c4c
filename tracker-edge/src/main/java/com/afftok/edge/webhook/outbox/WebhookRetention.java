package com.afftok.edge.webhook.outbox;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
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

    /// Gives up deliveries whose time is over, those of paused and archived webhooks among them.
    static final class GiveUpDeliveries {

        private static final String SQL =
                """
                update webhook_deliveries
                   set status = 'failed', next_attempt_at = null, finished_at = now()
                 where id in (
                         select id
                           from webhook_deliveries
                          where status = 'pending' and give_up_at <= now()
                          order by give_up_at
                          limit $1
                            for update skip locked)
                """;

        private final Pool pool;

        GiveUpDeliveries(Pool pool) {
            this.pool = pool;
        }

        /// How many, at most that many.
        Future<Integer> execute(int most) {
            return pool.preparedQuery(SQL).execute(Tuple.of(most)).map(SqlResult::rowCount);
        }
    }

    /// Deletes events that are long done with, and with them their deliveries and attempts. Clicks,
    /// which are many, go after two days.
    static final class ForgetEvents {

        private static final Duration CLICKS_KEPT = Duration.ofDays(2);

        private static final String EVENTS =
                """
                delete from outbox
                 where id in (
                         select id
                           from outbox
                          where event <> 'click'
                            and created_at < now() - $1::bigint * interval '1 millisecond'
                            and dispatched_at is not null
                          order by created_at
                          limit $2
                            for update skip locked)
                """;

        private static final String CLICKS = EVENTS.replace("event <> 'click'", "event = 'click'");

        private final Pool pool;
        private final Duration kept;

        ForgetEvents(Pool pool, Duration kept) {
            this.pool = pool;
            this.kept = kept;
        }

        /// How many were deleted, at most that many of clicks and as many others.
        Future<Integer> execute(int most) {
            return delete(EVENTS, kept, most)
                    .compose(events ->
                            delete(CLICKS, CLICKS_KEPT, most).map(clicks -> events + clicks));
        }

        private Future<Integer> delete(String sql, Duration kept, int most) {
            return pool.preparedQuery(sql)
                    .execute(Tuple.of(kept.toMillis(), most))
                    .map(SqlResult::rowCount);
        }
    }

    /// Deletes secrets that were replaced and whose time to sign beside the new ones is over.
    static final class ForgetSecrets {

        private static final String SQL =
                """
                update webhooks
                   set previous_secret = null, previous_secret_until = null
                 where id in (
                         select id
                           from webhooks
                          where previous_secret_until <= now()
                          order by previous_secret_until
                          limit 500
                            for update skip locked)
                """;

        private final Pool pool;

        ForgetSecrets(Pool pool) {
            this.pool = pool;
        }

        Future<?> execute() {
            return pool.query(SQL).execute();
        }
    }
}
