package com.afftok.edge.sale.queue;

import com.afftok.edge.sale.DatabaseAway;
import com.afftok.edge.sale.InTransaction;
import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Refusal;
import com.afftok.edge.sale.attribute.AttributePostback;
import com.afftok.edge.sale.attribute.ReplayPostback;
import com.afftok.edge.sale.attribute.Unattributed;
import com.afftok.edge.sale.queue.PostbackQueue.Entry;
import com.afftok.edge.sale.record.RecordConversion;
import com.afftok.shared.postback.PostbackReplay;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records queued postbacks from Redis, oldest first, when PostgreSQL is available.
///
/// One edge at a time does so: each postback is read and recorded in a transaction that holds the
/// queue's lock in PostgreSQL, so that none overtakes an earlier one of its transaction. After a
/// crash between commit and removal a postback is recorded again, which changes nothing. Requested
/// replays wait in the same queue.
///
/// A postback whose data PostgreSQL refuses is set aside with the reason and does not block others;
/// so is one that fails for other reasons, such as a timeout, while others are recorded
/// ([FailedTurns]). If PostgreSQL is down or has another schema version, nothing is set aside. If
/// PostgreSQL refuses several postbacks in a row, it is treated as faulty, for example because of
/// an outdated constraint: they are retried until one is recorded. When nothing more can be set
/// aside, the queue stops.
public final class PostbackDrain extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(PostbackDrain.class);

    /// Refused postbacks that may be set aside between two recorded ones.
    static final int REFUSED_IN_A_ROW = 10;

    /// How many are read at a time.
    private static final int SEEN = 32;

    private static final String LOCK =
            "select pg_try_advisory_xact_lock(hashtextextended('queued postbacks', 0)) as mine";

    private final Pool pool;
    private final PostbackQueue queue;
    private final RecordConversion record;
    private final AttributePostback attribute;
    private final ReplayPostback replay;
    private final PostbackMetrics metrics;
    private final Duration pause;
    private final FailedTurns turns = new FailedTurns();
    private Future<?> underWay = Future.succeededFuture();
    private int refusedInARow;
    private boolean refusesAll;
    private boolean waits;
    private boolean stopped;

    /// @param pause after a failure, and while there is nothing to do
    public PostbackDrain(
            Pool pool,
            PostbackQueue queue,
            RecordConversion record,
            AttributePostback attribute,
            PostbackMetrics metrics,
            Duration pause) {
        this.pool = pool;
        this.queue = queue;
        this.record = record;
        this.attribute = attribute;
        this.replay = new ReplayPostback(attribute);
        this.metrics = metrics;
        this.pause = pause;
    }

    @Override
    public Future<?> start() {
        next();
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return underWay.otherwiseEmpty();
    }

    private void next() {
        if (stopped) {
            return;
        }
        underWay =
                look().onComplete(looked -> {
                    if (looked.succeeded() && looked.result()) {
                        context.runOnContext(_ -> next());
                    } else {
                        vertx.setTimer(pause.toMillis(), _ -> next());
                    }
                });
    }

    /// Whether to continue without a pause.
    private Future<Boolean> look() {
        return queue.length()
                .compose(length -> {
                    metrics.waiting(length);
                    return length == 0 ? countSetAside().map(false) : recordNext();
                });
    }

    private Future<Boolean> recordNext() {
        Entry[] read = new Entry[1];
        return InTransaction.run(pool, connection -> recordNext(connection, read))
                .compose(more -> read[0] == null ? Future.succeededFuture(more) : removed(read[0]))
                .recover(e -> failed(read[0], e));
    }

    private Future<Boolean> removed(Entry entry) {
        turns.recorded();
        refusedInARow = 0;
        refusesAll = false;
        queue.moves();
        return queue.remove(entry).map(true);
    }

    private Future<Boolean> recordNext(SqlConnection connection, Entry[] read) {
        return connection
                .query(LOCK)
                .execute()
                .compose(rows ->
                        rows.iterator().next().getBoolean("mine")
                                ? findNext().compose(entry -> recordFound(connection, entry, read))
                                : Future.succeededFuture(false));
    }

    private Future<@Nullable Entry> findNext() {
        return queue.behind(turns.position(), SEEN)
                .map(turns::next)
                .compose(entry ->
                        entry != null && turns.full()
                                ? onlyIfAlone(entry)
                                : Future.<@Nullable Entry>succeededFuture(entry));
    }

    private Future<@Nullable Entry> onlyIfAlone(Entry entry) {
        return queue.isAlone(entry)
                .map(alone -> {
                    if (alone) {
                        return entry;
                    }
                    turns.passOver(entry);
                    return null;
                });
    }

    /// Whether to continue without a pause.
    private Future<Boolean> recordFound(
            SqlConnection connection, @Nullable Entry entry, Entry[] read) {
        if (entry == null) {
            return Future.succeededFuture(!turns.atStart());
        }
        read[0] = entry;
        return record(connection, entry.report()).onSuccess(this::drained).map(true);
    }

    private Future<@Nullable Recorded> record(SqlConnection connection, String waiting) {
        if (PostbackReplay.is(waiting)) {
            return replay.within(connection, PostbackReplay.decode(waiting));
        }
        Future<Recorded> recorded =
                Unattributed.is(waiting)
                        ? attribute.within(connection, Unattributed.decode(waiting), null)
                        : record.within(connection, QueuedReport.decode(waiting));
        return recorded.map(known -> (@Nullable Recorded) known);
    }

    private void drained(@Nullable Recorded recorded) {
        waits = false;
        if (recorded != null) {
            metrics.drained(recorded);
        }
    }

    private Future<Boolean> failed(@Nullable Entry entry, Throwable e) {
        boolean mayRefuseAll = isRefusal(e) && refusedInARow >= REFUSED_IN_A_ROW;
        if (entry != null && !DatabaseAway.is(e) && !mayRefuseAll) {
            return setAside(entry, e);
        }
        if (entry != null && e instanceof PgException && turns.failed(entry)) {
            return setAside(entry, e);
        }
        if (mayRefuseAll) {
            refusesAll(e);
        } else if (!waits) {
            waits = true;
            log.atWarn()
                    .addKeyValue("cause", e.toString())
                    .log("queued postbacks can't be recorded, trying again");
        }
        return Future.succeededFuture(false);
    }

    /// By PostgreSQL, because of the postback's data.
    private static boolean isRefusal(Throwable e) {
        return e instanceof PgException && !DatabaseAway.is(e);
    }

    private void refusesAll(Throwable e) {
        if (!refusesAll) {
            refusesAll = true;
            log.atError()
                    .addKeyValue("setAside", refusedInARow)
                    .addKeyValue("why", Refusal.of(e))
                    .log("postgres refuses all queued postbacks, no more are set aside");
        }
    }

    private Future<Boolean> setAside(Entry entry, Throwable e) {
        String why = Refusal.of(e);
        return queue.setAside(entry, why)
                .compose(done -> countSetAside().map(done).otherwise(done))
                .onSuccess(done -> {
                    if (done) {
                        if (isRefusal(e)) {
                            refusedInARow++;
                        }
                        log.atError()
                                .addKeyValue("stream", PostbackQueue.POISON)
                                .addKeyValue("why", why)
                                .log("postback set aside");
                    }
                });
    }

    private Future<?> countSetAside() {
        return queue.poison().onSuccess(metrics::setAside);
    }
}
