package com.afftok.edge.webhook.outbox;

import com.afftok.edge.webhook.delivery.Delivery;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Leases deliveries that are due, up to a number for each webhook. After the end of its lease a
/// delivery is due again, because the edge must have crashed.
final class TakeDeliveries {

    private static final String SQL =
            """
            with chosen as (
              select due.webhook_id, due.id
                from unnest($1::bigint[], $2::integer[]) as share(webhook_id, most)
               cross join lateral (
                      select d.webhook_id, d.id
                        from waiting_deliveries d
                       where d.webhook_id = share.webhook_id
                         and d.next_attempt_at <= now()
                       order by d.next_attempt_at
                       limit share.most
                         for update skip locked) as due
            ), taken as (
              update waiting_deliveries as delivery
                 set attempts = attempts + 1,
                     next_attempt_at = now() + $3::bigint * interval '1 millisecond'
                from chosen
               where delivery.webhook_id = chosen.webhook_id and delivery.id = chosen.id
              returning delivery.*
            )
            select t.id, t.attempts, w.id as webhook_id, w.account_id, w.url, w.secret,
                   case when w.previous_secret_until > now() then w.previous_secret end
                     as previous_secret,
                   t.event, t.happened_at, t.created_at, t.payload::text as data,
                   case w.kind when 'postback' then
                     coalesce((select jsonb_object_agg(key, value) from jsonb_each_text(t.payload)),
                              '{}')::text
                   end as values
              from taken t
              join webhooks w on w.id = t.webhook_id
             order by t.id
            """;

    private final Pool pool;
    private final Duration lease;

    TakeDeliveries(Pool pool, Duration lease) {
        this.pool = pool;
        this.lease = lease;
    }

    /// The leased deliveries.
    ///
    /// @param shares the maximum for each webhook
    Future<List<Delivery>> execute(Map<Long, Integer> shares) {
        Long[] webhooks = shares.keySet().toArray(Long[]::new);
        Integer[] most = shares.values().toArray(Integer[]::new);
        return pool.preparedQuery(SQL)
                .execute(Tuple.of(webhooks, most, lease.toMillis()))
                .map(TakeDeliveries::deliveries);
    }

    private static List<Delivery> deliveries(RowSet<Row> rows) {
        List<Delivery> deliveries = new ArrayList<>(rows.size());
        for (Row row : rows) {
            String values = row.getString("values");
            deliveries.add(
                    new Delivery(
                            row.getLong("id"),
                            row.getInteger("attempts"),
                            row.getLong("webhook_id"),
                            row.getLong("account_id"),
                            row.getString("url"),
                            secrets(row),
                            row.getString("event"),
                            row.getOffsetDateTime("happened_at").toInstant(),
                            row.getOffsetDateTime("created_at"),
                            row.getString("data"),
                            values == null ? null : new JsonObject(values)));
        }
        return deliveries;
    }

    private static List<Delivery.SealedSecret> secrets(Row row) {
        return Stream.of(row.getBuffer("secret"), row.getBuffer("previous_secret"))
                .filter(Objects::nonNull)
                .map(sealed -> new Delivery.SealedSecret(sealed.getBytes()))
                .toList();
    }
}
