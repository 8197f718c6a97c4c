package com.afftok.edge.webhook.outbox;

import com.afftok.edge.webhook.delivery.Delivery;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/// Gives back deliveries whose attempts this edge won't end. Another one sends them at once, if the
/// receiver has had them already, then once more under the same id.
public final class ReleaseDeliveries {

    private static final String SQL =
            """
            update webhook_deliveries as delivery
               set attempts = delivery.attempts - 1, next_attempt_at = now()
              from unnest($1::bigint[], $2::integer[]) as mine(id, attempt)
             where delivery.id = mine.id
               and delivery.status = 'pending'
               and delivery.attempts = mine.attempt
            """;

    private final Pool pool;

    public ReleaseDeliveries(Pool pool) {
        this.pool = pool;
    }

    public Future<?> execute(List<Delivery> deliveries) {
        Long[] ids = deliveries.stream().map(Delivery::id).toArray(Long[]::new);
        Integer[] attempts = deliveries.stream().map(Delivery::attempt).toArray(Integer[]::new);
        return pool.preparedQuery(SQL).execute(Tuple.from(new Object[] {ids, attempts}));
    }
}
