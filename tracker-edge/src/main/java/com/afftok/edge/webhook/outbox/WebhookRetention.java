package com.afftok.edge.webhook.outbox;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Periodically gives up expired deliveries in small batches, deletes expired secrets, and measures
/// the backlog. Every edge does this, without conflicts.
final class WebhookRetention extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(WebhookRetention.class);
    private static final int BITE = 500;

    private final GiveUpDeliveries giveUpDeliveries;
    private final ForgetSecrets forgetSecrets;
    private final CountBacklog countBacklog;
    private final WebhookMetrics metrics;
    private final Duration every;
    private boolean stopped;

    WebhookRetention(Pool pool, WebhookSettings settings, WebhookMetrics metrics, Duration every) {
        this.giveUpDeliveries = new GiveUpDeliveries(pool);
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
        giveUp().compose(_ -> forgetSecrets.execute())
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

    /// Gives up expired deliveries, also those of paused and archived webhooks.
    static final class GiveUpDeliveries {

        private static final String SQL =
                """
                with over as (
                  select webhook_id, id
                    from waiting_deliveries
                   where give_up_at <= now()
                   order by give_up_at
                   limit $1
                     for update skip locked
                ), taken as (
                  delete from waiting_deliveries as delivery
                   using over
                   where delivery.webhook_id = over.webhook_id and delivery.id = over.id
                  returning delivery.*
                )
                insert into ended_deliveries (
                  webhook_id, id, event, status, attempts, give_up_at, created_at)
                select webhook_id, id, event, 'failed', attempts, give_up_at, created_at
                  from taken
                """;

        private final SqlClient client;

        GiveUpDeliveries(SqlClient client) {
            this.client = client;
        }

        /// The number of deliveries that were given up.
        Future<Integer> execute(int most) {
            return client.preparedQuery(SQL).execute(Tuple.of(most)).map(SqlResult::rowCount);
        }
    }

    /// Deletes replaced secrets that need no longer sign.
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

    /// Counts waiting deliveries, up to a million.
    static final class CountBacklog {

        private static final String SQL =
                """
                select (select count(*)
                          from (select from waiting_deliveries limit 1000000) as counted) as waiting,
                       coalesce((select extract(epoch from now() - created_at)
                                   from waiting_deliveries
                                  order by give_up_at
                                  limit 1), 0)::float8 as oldest,
                       (select count(*) from webhooks where status = 'paused') as paused,
                       (select count(*)
                          from webhooks
                         where status = 'active' and events @> '{click}'
                           and webhook_is_full(id, $1)) as full
                """;

        private final Pool pool;
        private final int clicksWaiting;

        CountBacklog(Pool pool, int clicksWaiting) {
            this.pool = pool;
            this.clicksWaiting = clicksWaiting;
        }

        Future<Backlog> execute() {
            return pool.preparedQuery(SQL)
                    .execute(Tuple.of(clicksWaiting))
                    .map(rows -> {
                        Row row = rows.iterator().next();
                        return new Backlog(
                                row.getLong("waiting"),
                                Math.max(0, row.getDouble("oldest")),
                                row.getLong("paused"),
                                row.getLong("full"));
                    });
        }

        /// The backlog of all edges.
        ///
        /// @param waiting deliveries that have not ended
        /// @param paused webhooks
        /// @param full webhooks that get no clicks because too many deliveries wait
        record Backlog(long waiting, double oldestSeconds, long paused, long full) {

            static final Backlog NONE = new Backlog(0, 0, 0, 0);
        }
    }
}
