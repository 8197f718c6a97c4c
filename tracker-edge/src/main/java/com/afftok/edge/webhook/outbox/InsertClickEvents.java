package com.afftok.edge.webhook.outbox;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.webhook.EventType;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Puts clicks into the outbox, in the transaction that writes them: they leave the platform if,
/// and only if, it is committed. Events of parties or offers that don't exist are left out, so that
/// they can't undo it.
final class InsertClickEvents {

    private static final String SQL =
            """
            insert into outbox (event, advertiser_id, promoter_id, offer_id, payload)
            select $1, e.advertiser_id, p.id, o.id, e.payload::jsonb
              from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[])
                   as e(advertiser_id, promoter_id, offer_id, payload)
              join offers o on o.id = e.offer_id and o.advertiser_id = e.advertiser_id
              join accounts p on p.id = e.promoter_id
            """;

    /// PostgreSQL has no character zero; text from outside may. After an odd number of backslashes.
    private static final Pattern ZERO = Pattern.compile("((?<!\\\\)(?:\\\\\\\\)*)\\\\u0000");

    private InsertClickEvents() {}

    /// A click, for the webhooks of the advertiser and the promoter whom it concerns.
    ///
    /// @param payload what receivers get as `data`, and templates as macros of the same names; both
    ///   parties see it
    record Clicked(AccountId advertiser, AccountId promoter, OfferId offer, JsonObject payload) {}

    static Future<?> execute(SqlConnection connection, List<Clicked> events) {
        if (events.isEmpty()) {
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery(SQL)
                .execute(
                        Tuple.of(
                                EventType.CLICK.label(),
                                longs(events, e -> e.advertiser().value()),
                                longs(events, e -> e.promoter().value()),
                                longs(events, e -> e.offer().value()),
                                events.stream()
                                        .map(e -> withoutZeros(e.payload().encode()))
                                        .toArray(String[]::new)));
    }

    private static String withoutZeros(String json) {
        return json.contains("\\u0000") ? ZERO.matcher(json).replaceAll("$1 ") : json;
    }

    private static Long[] longs(List<Clicked> events, Function<Clicked, Long> value) {
        return events.stream().map(value).toArray(Long[]::new);
    }
}
