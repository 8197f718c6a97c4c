package com.afftok.edge.webhook.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;

/// Replaces events in the outbox by deliveries, one for each webhook that is subscribed to the
/// event: those of its advertiser and promoter, for all offers or its offer. A paused webhook gets
/// deliveries, which wait, but none of clicks. A webhook with too many waiting deliveries gets none
/// of clicks either.
final class DispatchEvents {

    private static final String SQL =
            """
            with chosen as (
              select id from outbox order by id limit $1 for update skip locked
            ), taken as (
              delete from outbox as event using chosen where event.id = chosen.id returning event.*
            ), deaf as materialized (
              select w.id
                from webhooks w
               where w.status = 'active' and w.events @> '{click}' and webhook_is_full(w.id, $2)
            ), made as (
              insert into waiting_deliveries (webhook_id, event, payload, happened_at)
              select w.id, t.event, t.payload, t.created_at
                from taken t
                join webhooks w on w.account_id in (t.advertiser_id, t.promoter_id)
                               and (w.offer_id is null or w.offer_id = t.offer_id)
                               and w.events @> array[t.event]
               where case t.event when 'click'
                     then w.status = 'active' and w.id not in (select id from deaf)
                     else w.status in ('active', 'paused') end
               order by t.id, w.id
            )
            select count(*) from taken
            """;

    private final Pool pool;
    private final int clicksWaiting;

    DispatchEvents(Pool pool, int clicksWaiting) {
        this.pool = pool;
        this.clicksWaiting = clicksWaiting;
    }

    /// The number of replaced events.
    Future<Integer> execute(int most) {
        return pool.preparedQuery(SQL)
                .execute(Tuple.of(most, clicksWaiting))
                .map(rows -> rows.iterator().next().getInteger(0));
    }
}
