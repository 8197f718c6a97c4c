package com.afftok.edge.write;

import com.afftok.shared.click.ClickEvent;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Writes clicks with their rollups, uniques and counters in one transaction, all computed from the
/// rows that are really inserted. A click that is there already adds nothing.
///
/// Clicks are taken to be new. Where PostgreSQL finds one that isn't, the transaction is undone and
/// made anew, in the way that asks of each click whether it is there.
final class WriteClicks {

    private static final String UNIQUE_VIOLATION = "23505";

    /// That of the primary key: neighbours in its index are written one after the other, which
    /// costs PostgreSQL much less. Clicks of one link are in the order of their time.
    private static final Comparator<ClickEvent> ORDER =
            (one, other) -> {
                int byAdvertiser =
                        Long.compare(one.advertiser().value(), other.advertiser().value());
                return byAdvertiser != 0 ? byAdvertiser : one.id().compareTo(other.id());
            };

    private final Pool pool;

    WriteClicks(Pool pool) {
        this.pool = pool;
    }

    /// How many of the clicks were not there yet.
    Future<Integer> execute(List<ClickEvent> clicks) {
        List<ClickEvent> sorted = new ArrayList<>(clicks);
        sorted.sort(ORDER);
        return inTransaction(connection -> writeAll(connection, sorted))
                .recover(e ->
                        isThereAlready(e)
                                ? inTransaction(connection -> writeMissing(connection, sorted))
                                : Future.failedFuture(e));
    }

    private Future<Integer> inTransaction(Function<SqlConnection, Future<Integer>> work) {
        return pool.<Integer>withTransaction(connection -> work.apply(connection))
                .map(written -> written == null ? 0 : written);
    }

    private static Future<Integer> writeAll(SqlConnection connection, List<ClickEvent> clicks) {
        Future<?> inserted = InsertClicks.all(connection, clicks);
        Counts counts = Counts.of(clicks); // while PostgreSQL inserts
        return inserted.compose(_ -> CountClicks.execute(connection, counts)).map(clicks.size());
    }

    private static Future<Integer> writeMissing(SqlConnection connection, List<ClickEvent> clicks) {
        return InsertClicks.missing(connection, clicks)
                .compose(inserted ->
                        CountClicks.execute(connection, Counts.of(inserted)).map(inserted.size()));
    }

    private static boolean isThereAlready(Throwable e) {
        return e instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
    }
}
