package com.afftok.edge.webhook.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/// Deletes events that are long done with, and with them their deliveries and attempts. Clicks,
/// which are many, go after two days.
public final class ForgetEvents {

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

    public ForgetEvents(Pool pool, Duration kept) {
        this.pool = pool;
        this.kept = kept;
    }

    /// How many were deleted, at most that many of clicks and as many others.
    public Future<Integer> execute(int most) {
        return delete(EVENTS, kept, most)
                .compose(
                        events -> delete(CLICKS, CLICKS_KEPT, most).map(clicks -> events + clicks));
    }

    private Future<Integer> delete(String sql, Duration kept, int most) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(kept.toMillis(), most))
                .map(SqlResult::rowCount);
    }
}
