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

/// Creates the partitions of the coming week, and drops those whose rows are not kept any longer.
/// If a partition can't be created, its rows go to the default partition, and move when it is
/// created. If none can be dropped, rows are kept longer.
///
/// Creation is retried soon, because each row in the default partition makes it take longer.
/// Dropping waits for the next hour, because each try blocks readers and writers.
public final class DayPartitions extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(DayPartitions.class);
    private static final int DAYS = 8;
    private static final Duration POSTBACKS_KEPT = Duration.ofDays(30);
    private static final Duration DELIVERIES_OF_CLICKS_KEPT = Duration.ofDays(2);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofSeconds(10);

    /// The maximum of drops of a table each hour.
    private static final int DROPS = 100;

    private final Pool pool;
    private final InstantSource clock;
    private final List<Table> tables;
    private final List<String> afterwards;

    /// A partitioned table.
    ///
    /// @param make a statement with the first day and the number of days
    /// @param drop a statement with the current day and the days that are kept. It returns the name
    ///   of a partition, `dropped`, from which it has removed rows; null when none are left
    private record Table(String make, String drop, Duration kept) {

        static Table ofDeliveries(String name, Duration kept) {
            return new Table(
                    "select create_delivery_partitions('" + name + "', $1, $2)",
                    "select drop_delivery_partition('" + name + "', $1, $2) as dropped",
                    kept);
        }
    }

    /// @param pool whose statements may take minutes
    /// @param afterwards statements that remove a part of other old rows and return its size,
    ///   executed after the drops until they return zero
    private DayPartitions(
            Pool pool, InstantSource clock, List<Table> tables, List<String> afterwards) {
        this.pool = pool;
        this.clock = clock;
        this.tables = tables;
        this.afterwards = afterwards;
    }

    /// Also removes the visitors of past weeks.
    public static DayPartitions ofClicks(Pool pool, InstantSource clock, Duration kept) {
        return new DayPartitions(
                pool,
                clock,
                List.of(
                        new Table(
                                "select create_click_partitions($1, $2)",
                                "select drop_click_partition($1, $2) as dropped",
                                kept)),
                List.of("select forget_click_visitors()"));
    }

    /// Also removes old conversions of the test mode. The conversions that the postbacks made stay.
    public static DayPartitions ofPostbacks(Pool pool, InstantSource clock) {
        return new DayPartitions(
                pool,
                clock,
                List.of(
                        new Table(
                                "select create_postback_partitions($1, $2)",
                                "select drop_postback_partition($1, $2) as dropped",
                                POSTBACKS_KEPT)),
                List.of("select forget_test_conversions()"));
    }

    /// Of webhook deliveries and their attempts.
    ///
    /// @param kept except those of clicks, which are kept for two days
    public static DayPartitions ofDeliveries(Pool pool, InstantSource clock, Duration kept) {
        return new DayPartitions(
                pool,
                clock,
                List.of(
                        Table.ofDeliveries("ended_deliveries_of_clicks", DELIVERIES_OF_CLICKS_KEPT),
                        Table.ofDeliveries("webhook_attempts_of_clicks", DELIVERIES_OF_CLICKS_KEPT),
                        Table.ofDeliveries("ended_deliveries_others", kept),
                        Table.ofDeliveries("webhook_attempts_others", kept)),
                List.of());
    }

    @Override
    public Future<?> start() {
        look();
        return Future.succeededFuture();
    }

    private void look() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        make(today)
                .compose(made -> made ? tidy(today).map(EVERY) : Future.succeededFuture(RETRY))
                .onSuccess(pause -> vertx.setTimer(pause.toMillis(), _ -> look()));
    }

    /// Whether the partitions of all tables exist. Never fails.
    private Future<Boolean> make(LocalDate today) {
        Future<Boolean> done = Future.succeededFuture(true);
        for (Table table : tables) {
            done = done.compose(before -> make(table, today).map(made -> made && before));
        }
        return done;
    }

    private Future<Boolean> make(Table table, LocalDate today) {
        return pool.preparedQuery(table.make)
                .execute(Tuple.of(today, DAYS))
                .onFailure(e -> failed(table.make, e))
                .map(true)
                .otherwise(false);
    }

    /// Never fails.
    private Future<?> tidy(LocalDate today) {
        Future<?> done = Future.succeededFuture();
        for (Table table : tables) {
            done =
                    done.compose(_ -> drop(table, today, DROPS))
                            .onFailure(e -> failed(table.drop, e))
                            .otherwiseEmpty();
        }
        for (String statement : afterwards) {
            done =
                    done.compose(_ -> forget(statement))
                            .onFailure(e -> failed(statement, e))
                            .otherwiseEmpty();
        }
        return done;
    }

    /// One after the other, because each drop blocks readers and writers of the table.
    private Future<Void> drop(Table table, LocalDate today, int most) {
        if (most == 0) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery(table.drop)
                .execute(Tuple.of(today, (int) table.kept.toDays()))
                .compose(rows -> {
                    String dropped = rows.iterator().next().getString("dropped");
                    if (dropped == null) {
                        return Future.succeededFuture();
                    }
                    log.atInfo().addKeyValue("partition", dropped).log("old rows dropped");
                    return drop(table, today, most - 1);
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
}
