package com.afftok.edge.webhook.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;

/// Gives up deliveries whose time is over, those of paused and archived webhooks among them.
public final class GiveUpDeliveries {

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

    public GiveUpDeliveries(Pool pool) {
        this.pool = pool;
    }

    /// How many, at most that many.
    public Future<Integer> execute(int most) {
        return pool.preparedQuery(SQL).execute(Tuple.of(most)).map(SqlResult::rowCount);
    }
}
