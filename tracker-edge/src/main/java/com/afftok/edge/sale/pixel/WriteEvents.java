package com.afftok.edge.sale.pixel;

import com.afftok.edge.sale.pixel.EventCounts.Row;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what was counted now and then, and when the edge stops. What PostgreSQL doesn't take
/// stays counted; should only its answer be lost, it is counted twice.
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
}
