package com.afftok.edge.webhook.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Finds the webhooks with a due delivery; the one that has waited longest is first. It skips
/// through the index from one webhook to the next, so the length of a queue does not matter.
final class SelectReceivers {

    private static final int MOST = 1000;

    private static final String SQL =
            """
            with recursive waiting as (
              (select webhook_id, next_attempt_at
                 from waiting_deliveries
                order by webhook_id, next_attempt_at
                limit 1)
              union all
              select next.webhook_id, next.next_attempt_at
                from waiting
               cross join lateral (
                      select d.webhook_id, d.next_attempt_at
                        from waiting_deliveries d
                       where d.webhook_id > waiting.webhook_id
                       order by d.webhook_id, d.next_attempt_at
                       limit 1) as next
            )
            select w.id, w.account_id, w.consecutive_failures > 0
              from waiting
              join webhooks w on w.id = waiting.webhook_id
             where waiting.next_attempt_at <= now()
               and w.status = 'active'
               and coalesce(w.resting_until <= now(), true)
               and w.id <> all($1)
               and w.account_id <> all($2)
             order by waiting.next_attempt_at, w.id
             limit $3
            """;

    /// A webhook with a due delivery.
    ///
    /// @param failing whether its last attempt failed
    record DueReceiver(long webhook, long account, boolean failing) {}

    private final Pool pool;

    SelectReceivers(Pool pool) {
        this.pool = pool;
    }

    /// The due webhooks.
    ///
    /// @param busyWebhooks webhooks at their maximum of attempts
    /// @param busyAccounts accounts at their maximum of attempts
    Future<List<DueReceiver>> execute(
            Collection<Long> busyWebhooks, Collection<Long> busyAccounts) {
        return pool.preparedQuery(SQL)
                .execute(
                        Tuple.of(
                                busyWebhooks.toArray(Long[]::new),
                                busyAccounts.toArray(Long[]::new),
                                MOST))
                .map(SelectReceivers::receivers);
    }

    private static List<DueReceiver> receivers(RowSet<Row> rows) {
        List<DueReceiver> receivers = new ArrayList<>(rows.size());
        for (Row row : rows) {
            receivers.add(new DueReceiver(row.getLong(0), row.getLong(1), row.getBoolean(2)));
        }
        return receivers;
    }
}
