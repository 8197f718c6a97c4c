package com.afftok.edge.webhook.outbox;

import com.afftok.edge.webhook.delivery.Attempt;
import com.afftok.edge.webhook.delivery.Attempt.NextStep;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts consecutive failures of webhooks. From the third failure on, a webhook rests, longer
/// after each further one. At the twentieth, or if its receiver is gone, it is paused until its
/// owner activates it. A success resets the count and ends the rest.
///
/// Transactions of other edges that have inserted ended deliveries of a webhook hold a shared lock
/// of its key. The lock of this statement is compatible with it.
final class UpdateReceivers {

    private static final int MOST_FAILURES = 20;

    private static final String SQL =
            """
            with news as (
              select *
                from unnest($1::bigint[], $2::boolean[], $3::integer[], $4::boolean[], $5::bigint[])
                     as n(webhook_id, succeeded, failures, gone, rest_ms)
            ), counted as (
              select w.id, n.gone, n.rest_ms,
                     least($6::integer, case when n.succeeded then 0 else w.consecutive_failures end
                               + n.failures) as failures
                from news n
                join webhooks w on w.id = n.webhook_id
               where n.failures > 0 or w.consecutive_failures > 0 or w.resting_until is not null
               order by w.id
                 for no key update of w
            ), judged as (
              select c.id, c.failures,
                     w.status = 'active' and (c.gone or c.failures >= $6::integer) as paused,
                     nullif(greatest(c.rest_ms,
                                     case when c.failures >= 3
                                     then least($8::bigint, $7::bigint * power(2, c.failures - 3)) else 0 end), 0)
                       as rest_ms
                from counted c
                join webhooks w on w.id = c.id
            )
            update webhooks as receiver
               set consecutive_failures = judged.failures,
                   resting_until = now() + judged.rest_ms * interval '1 millisecond',
                   status = case when paused then 'paused' else status end,
                   paused_at = case when paused then now() else paused_at end,
                   version = version + paused::integer
              from judged
             where receiver.id = judged.id
            returning receiver.id, paused
            """;

    private final Duration restAtFirst;
    private final Duration restAtMost;

    UpdateReceivers(Duration restAtFirst, Duration restAtMost) {
        this.restAtFirst = restAtFirst;
        this.restAtMost = restAtMost;
    }

    /// The results of some attempts at one webhook.
    ///
    /// @param failures after the last success among them
    private record News(boolean succeeded, int failures, boolean gone, long restMillis) {

        static final News NONE = new News(false, 0, false, 0);

        News and(NextStep verdict) {
            return switch (verdict) {
                case NextStep.Delivered _ -> new News(true, 0, false, 0);
                case NextStep.Gone _ -> new News(succeeded, failures + 1, true, restMillis);
                case NextStep.Failed(_, Duration rest, boolean counts) ->
                        new News(
                                succeeded,
                                failures + (counts ? 1 : 0),
                                gone,
                                Math.max(restMillis, rest.toMillis()));
            };
        }
    }

    /// The webhooks that these attempts have paused.
    Future<List<Long>> execute(SqlConnection connection, List<Attempt> attempts) {
        Map<Long, News> all = new TreeMap<>();
        for (Attempt attempt : attempts) {
            long webhook = attempt.delivery().webhook();
            all.put(webhook, all.getOrDefault(webhook, News.NONE).and(attempt.verdict()));
        }
        List<News> news = List.copyOf(all.values());
        return connection
                .preparedQuery(SQL)
                .execute(
                        Tuple.from(
                                new Object[] {
                                    all.keySet().toArray(Long[]::new),
                                    news.stream().map(News::succeeded).toArray(Boolean[]::new),
                                    news.stream().map(News::failures).toArray(Integer[]::new),
                                    news.stream().map(News::gone).toArray(Boolean[]::new),
                                    news.stream().map(News::restMillis).toArray(Long[]::new),
                                    MOST_FAILURES,
                                    restAtFirst.toMillis(),
                                    restAtMost.toMillis()
                                }))
                .map(rows -> {
                    List<Long> paused = new ArrayList<>();
                    for (Row row : rows) {
                        if (row.getBoolean(1)) {
                            paused.add(row.getLong(0));
                        }
                    }
                    return paused;
                });
    }
}
