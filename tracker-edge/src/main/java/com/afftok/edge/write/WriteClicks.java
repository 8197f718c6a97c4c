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
/// rows that are really inserted, and tells those who want to hear of clicks. A click that is there
/// already adds nothing.
///
/// Clicks are taken to be new, unless the caller knows better: then PostgreSQL is asked of each
/// click whether it is there, which costs more. Where PostgreSQL finds one among the new that isn't
/// new, the transaction is undone and repeated in that way. Where one is known others follow, for a
/// Redis that answers late delivers many clicks twice: so for a while nothing is taken to be new.
public final class WriteClicks {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final Duration CAREFUL = Duration.ofMinutes(1);

    /// That of the primary key: neighbours in its index are written one after the other, which
    /// costs PostgreSQL much less. Clicks of one link are in the order of their time.
    private static final Comparator<ClickEvent> ORDER =
            (one, other) -> {
                int byAdvertiser =
                        Long.compare(one.advertiser().value(), other.advertiser().value());
                return byAdvertiser != 0 ? byAdvertiser : one.id().compareTo(other.id());
            };

    /// What was done.
    ///
    /// @param inserted how many of the clicks were not there yet
    /// @param moved how many of those are repetitions of others, which no edge knew
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

    /// @param repeated whether some of the clicks may be there already
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
