package com.afftok.edge.sale.pixel;

import com.afftok.edge.sale.pixel.EventCounts.Row;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// Adds counts to the rollup of what happened on shops' pages. In the order of the key, so that
/// edges that write at once wait for each other and don't deadlock.
final class AddEvents {

    private static final String SQL =
            """
            insert into pixel_hourly as c
              (advertiser_id, hour, link_id, event, offer_id, promoter_id, count)
            select * from unnest(
              $1::bigint[], $2::timestamptz[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[],
              $7::bigint[])
            order by 1, 2, 3, 4
            on conflict (advertiser_id, hour, link_id, event) do update
              set count = c.count + excluded.count
            """;

    private AddEvents() {}

    static Future<?> execute(Pool pool, List<Row> rows) {
        return pool.preparedQuery(SQL)
                .execute(
                        Tuple.from(
                                new Object[] {
                                    rows.stream().map(Row::advertiser).toArray(Long[]::new),
                                    rows.stream()
                                            .map(AddEvents::hour)
                                            .toArray(OffsetDateTime[]::new),
                                    rows.stream().map(Row::link).toArray(Long[]::new),
                                    rows.stream()
                                            .map(row -> row.event().label())
                                            .toArray(String[]::new),
                                    rows.stream().map(Row::offer).toArray(Long[]::new),
                                    rows.stream().map(Row::promoter).toArray(Long[]::new),
                                    rows.stream().map(Row::count).toArray(Long[]::new)
                                }));
    }

    private static OffsetDateTime hour(Row row) {
        return row.hour().atOffset(ZoneOffset.UTC);
    }
}
