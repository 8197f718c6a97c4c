package com.afftok.edge.sale.pixel;

import com.afftok.edge.sale.pixel.EventCounts.Row;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the counts at intervals, and at the shutdown. If a write fails, the counts are kept; if
/// only its answer is lost, they are counted twice.
final class WriteEvents extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(WriteEvents.class);

    private final EventCounts counts;
    private final Pool pool;
    private final Duration every;
    private final PixelMetrics metrics;
    private Future<?> underWay = Future.succeededFuture();
    private boolean stopped;

    WriteEvents(EventCounts counts, Pool pool, Duration every, PixelMetrics metrics) {
        this.counts = counts;
        this.pool = pool;
        this.every = every;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        again();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return underWay.eventually(this::write);
    }

    private void again() {
        vertx.setTimer(
                every.toMillis(),
                _ -> {
                    if (!stopped) {
                        underWay = write().onComplete(_ -> again());
                    }
                });
    }

    private Future<?> write() {
        List<Row> rows = counts.take();
        return rows.isEmpty()
                ? Future.succeededFuture()
                : AddEvents.execute(pool, rows)
                        .otherwise(e -> {
                            log.atWarn()
                                    .addKeyValue("cause", e.toString())
                                    .log("events not written");
                            rows.forEach(this::keep);
                            return null;
                        });
    }

    private void keep(Row row) {
        if (!counts.add(row)) {
            metrics.uncounted(row.count());
        }
    }

    /// Adds counts to the rollup of events, in the order of the key, so that concurrent writers do
    /// not deadlock.
    static final class AddEvents {

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
}
