package com.afftok.edge.webhook.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Puts events into the outbox, in the transaction of the change that they speak of: they leave the
/// platform if, and only if, it is committed. Events of parties or offers that don't exist are left
/// out, so that they can't undo the change.
public final class InsertEvents {

    private static final String SQL =
            """
            insert into outbox (event, advertiser_id, promoter_id, offer_id, payload)
            select e.event, e.advertiser_id, p.id, o.id, e.payload::jsonb
              from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[])
                   as e(event, advertiser_id, promoter_id, offer_id, payload)
              join offers o on o.id = e.offer_id and o.advertiser_id = e.advertiser_id
              join accounts p on p.id = e.promoter_id
            """;

    /// PostgreSQL has no character zero; text from outside may. After an odd number of backslashes.
    private static final Pattern ZERO = Pattern.compile("((?<!\\\\)(?:\\\\\\\\)*)\\\\u0000");

    private InsertEvents() {}

    public static Future<?> execute(SqlConnection connection, List<WebhookEvent> events) {
        if (events.isEmpty()) {
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery(SQL)
                .execute(
                        Tuple.of(
                                texts(events, e -> e.type().label()),
                                longs(events, e -> e.advertiser().value()),
                                longs(events, e -> e.promoter().value()),
                                longs(events, e -> e.offer().value()),
                                texts(events, e -> withoutZeros(e.data().encode()))));
    }

    private static String withoutZeros(String json) {
        return json.contains("\\u0000") ? ZERO.matcher(json).replaceAll("$1 ") : json;
    }

    private static Long[] longs(List<WebhookEvent> events, Function<WebhookEvent, Long> value) {
        return events.stream().map(value).toArray(Long[]::new);
    }

    private static String[] texts(List<WebhookEvent> events, Function<WebhookEvent, String> value) {
        return events.stream().map(value).toArray(String[]::new);
    }
}
