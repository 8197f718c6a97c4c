package com.afftok.edge.write;

import com.afftok.edge.webhook.outbox.ClickEvents;
import com.afftok.shared.click.ClickEvent;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// Writes clicks with their rollups, uniques and counters in one transaction, all computed from the
/// inserted rows, and adds the webhook events. A click that exists adds nothing.
///
/// By default clicks are treated as new. Otherwise PostgreSQL checks each one, which is slower. If
/// a new click exists, the transaction is rolled back and repeated with checks; and because a slow
/// Redis repeats many deliveries, checks continue for some time.
public final class WriteClicks {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final Duration CAREFUL = Duration.ofMinutes(1);

    /// The order of the primary key, which makes index insertion much faster. The clicks of a link
    /// are ordered by time.
    private static final Comparator<ClickEvent> ORDER =
            (one, other) -> {
                int byAdvertiser =
                        Long.compare(one.advertiser().value(), other.advertiser().value());
                return byAdvertiser != 0 ? byAdvertiser : one.id().compareTo(other.id());
            };

    /// The result of a write.
    ///
    /// @param inserted how many of the clicks did not exist
    /// @param moved how many of those became duplicates, unnoticed by the edges
    record Written(int inserted, int moved) {}

    private final Pool pool;
    private final long windowMillis;
    private final ClickEvents tell;
    private volatile long carefulUntil = System.nanoTime();

    /// @param window within which a visitor's clicks on a link count once
    public WriteClicks(Pool pool, Duration window, ClickEvents tell) {
        this.pool = pool;
        this.windowMillis = window.toMillis();
        this.tell = tell;
    }

    /// @param repeated whether some of the clicks may exist
    Future<Written> execute(List<ClickEvent> clicks, boolean repeated) {
        List<ClickEvent> sorted = new ArrayList<>(clicks);
        sorted.sort(ORDER);
        if (repeated || System.nanoTime() - carefulUntil < 0) {
            return inTransaction(connection -> writeMissing(connection, sorted));
        }
        return inTransaction(connection -> writeAll(connection, sorted))
                .recover(e -> {
                    if (!isThereAlready(e)) {
                        return Future.failedFuture(e);
                    }
                    carefulUntil = System.nanoTime() + CAREFUL.toNanos();
                    return inTransaction(connection -> writeMissing(connection, sorted));
                });
    }

    private Future<Written> inTransaction(Function<SqlConnection, Future<Written>> work) {
        return pool.<Written>withTransaction(connection -> work.apply(connection))
                .map(written -> Objects.requireNonNull(written));
    }

    private Future<Written> writeAll(SqlConnection connection, List<ClickEvent> clicks) {
        return InsertClicks.all(connection, clicks).compose(_ -> count(connection, clicks));
    }

    private Future<Written> writeMissing(SqlConnection connection, List<ClickEvent> clicks) {
        return InsertClicks.missing(connection, clicks)
                .compose(inserted -> count(connection, inserted));
    }

    private Future<Written> count(SqlConnection connection, List<ClickEvent> inserted) {
        return SettleRepetitions.execute(connection, inserted, windowMillis)
                .compose(settled ->
                        CountClicks.execute(
                                        connection, Counts.of(settled.clicks(), settled.firsts()))
                                .compose(_ -> tell.execute(connection, settled.clicks()))
                                .map(new Written(inserted.size(), settled.repetitions().size())));
    }

    private static boolean isThereAlready(Throwable e) {
        return e instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
    }
}
