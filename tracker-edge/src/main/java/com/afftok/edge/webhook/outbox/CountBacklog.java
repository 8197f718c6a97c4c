package com.afftok.edge.webhook.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;

/// Counts what waits, up to a million of it.
final class CountBacklog {

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

    /// What all edges together have before them.
    ///
    /// @param waiting deliveries that are neither delivered nor given up
    /// @param paused webhooks
    /// @param full webhooks that hear of no clicks
    record Backlog(long waiting, double oldestSeconds, long paused, long full) {

        static final Backlog NONE = new Backlog(0, 0, 0, 0);
    }
}
