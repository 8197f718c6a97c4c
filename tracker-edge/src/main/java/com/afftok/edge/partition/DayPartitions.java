package com.afftok.edge.partition;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the partitions of the coming week, and drops those whose rows are not kept any longer.
/// While none can be made, rows are kept in the default partition, and move when the right one is
/// made; while none can be dropped, rows are kept longer.
///
/// Making is retried soon, because each row in the default partition makes it take longer. Dropping
/// waits for the next hour, because each try holds up readers and writers.
public final class DayPartitions extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(DayPartitions.class);
    private static final int DAYS = 8;
    private static final Duration POSTBACKS_KEPT = Duration.ofDays(30);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Pool pool;
    private final InstantSource clock;
    private final String make;
    private final String drop;
    private final Duration kept;
    private final List<String> afterwards;

    /// @param pool whose statements may take minutes
    /// @param make a statement with the first day and the number of days
    /// @param drop a statement with the current day and the days that are kept, which returns the
    ///   name of the partition `dropped`, or null when there is none
    /// @param afterwards statements that forget a part of what is old and return the size of it,
    ///   each executed after the drops until it is zero
    private DayPartitions(
            Pool pool,
            InstantSource clock,
            String make,
            String drop,
            Duration kept,
            List<String> afterwards) {
        this.pool = pool;
        this.clock = clock;
        this.make = make;
        this.drop = drop;
        this.kept = kept;
        this.afterwards = afterwards;
    }

    /// Also forgets the visitors of past weeks.
    public static DayPartitions ofClicks(Pool pool, InstantSource clock, Duration kept) {
        return new DayPartitions(
                pool,
                clock,
                "select create_click_partitions($1, $2)",
                "select drop_click_partition($1, $2) as dropped",
                kept,
                List.of("select forget_click_visitors()"));
    }

    /// Also forgets old conversions of the test mode. The conversions that the postbacks made stay.
    public static DayPartitions ofPostbacks(Pool pool, InstantSource clock) {
        return new DayPartitions(
                pool,
                clock,
                "select create_postback_partitions($1, $2)",
                "select drop_postback_partition($1, $2) as dropped",
                POSTBACKS_KEPT,
                List.of("select forget_test_conversions()"));
    }

    /// Of webhooks, with the attempts.
    ///
    /// @param kept except those of clicks, which are kept for two days
    public static DayPartitions ofDeliveries(Pool pool, InstantSource clock, Duration kept) {
        return new DayPartitions(
                pool,
                clock,
                "select create_delivery_partitions($1, $2)",
                "select drop_delivery_partition($1, $2) as dropped",
                kept,
                List.of());
    }

    @Override
    public Future<?> start() {
        look();
        return Future.succeededFuture();
    }

    private void look() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        pool.preparedQuery(make)
                .execute(Tuple.of(today, DAYS))
                .onSuccess(_ -> tidy(today).onComplete(_ -> again(EVERY)))
                .onFailure(e -> {
                    failed(make, e);
                    again(RETRY);
                });
    }

    /// Never fails.
    private Future<?> tidy(LocalDate today) {
        Future<?> done = drop(today).onFailure(e -> failed(drop, e)).otherwiseEmpty();
        for (String statement : afterwards) {
            done =
                    done.compose(_ -> forget(statement))
                            .onFailure(e -> failed(statement, e))
                            .otherwiseEmpty();
        }
        return done;
    }

    /// One after the other: each drop holds up readers and writers of the table.
    private Future<Void> drop(LocalDate today) {
        return pool.preparedQuery(drop)
                .execute(Tuple.of(today, (int) kept.toDays()))
                .compose(rows -> {
                    String dropped = rows.iterator().next().getString("dropped");
                    if (dropped == null) {
                        return Future.succeededFuture();
                    }
                    log.atInfo().addKeyValue("partition", dropped).log("partition dropped");
                    return drop(today);
                });
    }

    private Future<?> forget(String statement) {
        return pool.query(statement)
                .execute()
                .compose(rows ->
                        rows.iterator().next().getInteger(0) == 0
                                ? Future.succeededFuture()
                                : forget(statement));
    }

    private static void failed(String statement, Throwable e) {
        log.atWarn()
                .addKeyValue("statement", statement)
                .addKeyValue("cause", e.toString())
                .log("partitions not maintained");
    }

    private void again(Duration after) {
        vertx.setTimer(after.toMillis(), _ -> look());
    }
}
