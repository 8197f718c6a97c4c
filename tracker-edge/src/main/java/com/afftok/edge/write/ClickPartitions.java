package com.afftok.edge.write;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that the partitions of the coming week are there, that clicks are dropped whose time
/// is over, and that visitors of past weeks are forgotten. Should that fail for longer, clicks are
/// kept in the default partition and moved when the right one is made, and old clicks and visitors
/// are kept longer.
public final class ClickPartitions extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(ClickPartitions.class);
    private static final String SQL =
            "select create_click_partitions($1, $2), forget_click_visitors($1)";
    private static final String DROP = "select drop_click_partition($1, $2) as dropped";
    private static final int DAYS = 8;
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Pool pool;
    private final InstantSource clock;
    private final Duration kept;

    public ClickPartitions(Pool pool, InstantSource clock, Duration kept) {
        this.pool = pool;
        this.clock = clock;
        this.kept = kept;
    }

    @Override
    public Future<?> start() {
        make();
        return Future.succeededFuture();
    }

    private void make() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        pool.preparedQuery(SQL)
                .execute(Tuple.of(today, DAYS))
                .compose(_ -> drop(today))
                .onSuccess(_ -> again(EVERY))
                .onFailure(e -> {
                    log.atWarn().addKeyValue("cause", e.toString()).log("partitions not checked");
                    again(RETRY);
                });
    }

    /// One after the other: each drop holds up whoever reads or writes clicks.
    private Future<Void> drop(LocalDate today) {
        return pool.preparedQuery(DROP)
                .execute(Tuple.of(today, (int) kept.toDays()))
                .compose(rows -> {
                    String dropped = rows.iterator().next().getString("dropped");
                    if (dropped == null) {
                        return Future.succeededFuture();
                    }
                    log.atInfo().addKeyValue("partition", dropped).log("old clicks dropped");
                    return drop(today);
                });
    }

    private void again(Duration after) {
        vertx.setTimer(after.toMillis(), _ -> make());
    }
}
