package com.afftok.edge.sale.statements;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/// Holds conversions for review whose click was not written within ten minutes.
public final class FlagLostClicks {

    private static final String SQL =
            """
            with lost as (
              select advertiser_id, id from conversions
               where click_id is not null and device is null
                 and updated_at between now() - make_interval(secs => $1) and now() - interval '10 minutes'
                 and reviewed_at is null and not needs_review and status in ('pending', 'approved')
               order by updated_at
               limit 500
                 for update skip locked
            )
            update conversions c
               set needs_review = true, status_reason = 'click_not_recorded'
              from lost
             where c.advertiser_id = lost.advertiser_id and c.id = lost.id
               and set_config('afftok.actor', 'click_check', true) is not null
            """;

    private FlagLostClicks() {}

    /// The number of flagged conversions.
    ///
    /// @param back the age of the changes of conversions that are checked
    public static Future<Integer> execute(Pool pool, Duration back) {
        return pool.preparedQuery(SQL)
                .execute(Tuple.of((double) back.toSeconds()))
                .map(SqlResult::rowCount);
    }
}
