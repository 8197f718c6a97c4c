package com.afftok.edge.conversion;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/// Adds what the advertiser's and the promoter's webhooks are told of a conversion.
final class InsertEvents {

    private static final String SQL =
            """
            insert into outbox (event, advertiser_id, promoter_id, offer_id, payload)
            select event, $2, $3, $4, $5 from unnest($1::text[]) as event
            """;

    private InsertEvents() {}

    static Future<?> execute(
            SqlConnection connection, Parties parties, List<String> events, JsonObject payload) {
        return connection
                .preparedQuery(SQL)
                .execute(
                        Tuple.of(
                                events.toArray(String[]::new),
                                parties.advertiser().value(),
                                parties.promoter().value(),
                                parties.offer().value(),
                                payload));
    }
}
