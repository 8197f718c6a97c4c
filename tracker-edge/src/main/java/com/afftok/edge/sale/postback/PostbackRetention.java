package com.afftok.edge.sale.postback;

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

/// Sees to it that the partitions of received postbacks are there for the coming week, and drops
/// those of more than thirty days ago. The conversions that the postbacks made stay.
final class PostbackRetention extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(PostbackRetention.class);
    private static final String MAKE = "select create_postback_partitions($1, $2)";
    private static final String DROP = "select drop_postback_partition($1, $2) as dropped";
    private static final int DAYS = 8;
    private static final int KEPT_DAYS = 30;
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Pool pool;
    private final InstantSource clock;

    PostbackRetention(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        make();
        return Future.succeededFuture();
    }

    private void make() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        pool.preparedQuery(MAKE)
                .execute(Tuple.of(today, DAYS))
                .compose(_ -> drop(today))
                .onSuccess(_ -> again(EVERY))
                .onFailure(e -> {
                    log.atWarn()
                            .addKeyValue("cause", e.toString())
                            .log("partitions of postbacks not checked");
                    again(RETRY);
                });
    }

    /// One after the other: each drop holds up whoever reads or writes postbacks.
    private Future<Void> drop(LocalDate today) {
        return pool.preparedQuery(DROP)
                .execute(Tuple.of(today, KEPT_DAYS))
                .compose(rows ->
                        rows.iterator().next().getString("dropped") == null
                                ? Future.succeededFuture()
                                : drop(today));
    }

    private void again(Duration after) {
        vertx.setTimer(after.toMillis(), _ -> make());
    }
}
