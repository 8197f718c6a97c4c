package com.afftok.edge.write;

import static com.afftok.edge.write.Columns.longs;

import com.afftok.shared.click.ClickEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/// Moves clicks of the same transaction to the duplicates.
final class MoveToDuplicates {

    private static final String SQL =
            """
            update clicks c set bucket = 'duplicate'
              from unnest($1::bigint[], $2::uuid[], $3::timestamptz[])
                     as repetition (advertiser_id, click_id, clicked_at)
             where c.advertiser_id = repetition.advertiser_id
               and c.click_id = repetition.click_id
               and c.clicked_at = repetition.clicked_at
            """;

    private MoveToDuplicates() {}

    static Future<?> execute(SqlConnection connection, List<ClickEvent> clicks) {
        if (clicks.isEmpty()) {
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery(SQL)
                .execute(
                        Tuple.of(
                                longs(clicks, c -> c.advertiser().value()),
                                Columns.of(clicks, UUID[]::new, c -> c.id().uuid()),
                                Columns.of(
                                        clicks,
                                        OffsetDateTime[]::new,
                                        c -> c.id().time().atOffset(ZoneOffset.UTC))));
    }
}
