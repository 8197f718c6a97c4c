package com.afftok.edge.sale.queue;

import com.afftok.edge.sale.DatabaseAway;
import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Report;
import com.afftok.edge.sale.ReportedStatus;
import com.afftok.edge.sale.attribute.Unattributed;
import com.afftok.edge.sale.record.RecordConversion;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Records a report in PostgreSQL, or queues it in Redis while PostgreSQL is down or an earlier
/// report of the same transaction is queued.
public final class RecordOrQueue {

    /// The result of a report.
    public sealed interface Fate {

        record Done(Recorded recorded) implements Fate {}

        record Queued() implements Fate {}

        /// Neither PostgreSQL nor Redis has it.
        record Nowhere() implements Fate {}
    }

    private static final Fate QUEUED = new Fate.Queued();
    private static final Fate NOWHERE = new Fate.Nowhere();

    private final Pool pool;
    private final RecordConversion record;
    private final PostbackQueue queue;
    private final Duration timeout;

    /// @param timeout of PostgreSQL
    public RecordOrQueue(
            Pool pool, RecordConversion record, PostbackQueue queue, Duration timeout) {
        this.pool = pool;
        this.record = record;
        this.queue = queue;
        this.timeout = timeout;
    }

    /// Does not fail if a server is down, except for a dry run, which is never queued.
    public Future<Fate> execute(Report report) {
        if (report.dryRun()) {
            return inTime(report);
        }
        return queue.holds(report)
                .map(waits -> waits ? Waiting.YES : Waiting.NO)
                .otherwise(Waiting.UNKNOWN)
                .compose(waiting ->
                        switch (waiting) {
                            case YES -> append(report);
                            case NO -> recordOrAppend(report);
                            case UNKNOWN ->
                                    recordOrAppend(report).map(fate -> unlessTooSoon(report, fate));
                        });
    }

    /// Whether an earlier report of the same transaction waits.
    private enum Waiting {
        YES,
        NO,
        UNKNOWN
    }

    /// The sale of a refund may still be queued.
    private static Fate unlessTooSoon(Report report, Fate fate) {
        return report.status() == ReportedStatus.REFUNDED
                        && fate instanceof Fate.Done(Recorded.Refused _)
                ? NOWHERE
                : fate;
    }

    private Future<Fate> recordOrAppend(Report report) {
        return inTime(report)
                .recover(e -> DatabaseAway.is(e) ? append(report) : Future.failedFuture(e));
    }

    private Future<Fate> inTime(Report report) {
        return record.execute(pool, report)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .map(Fate.Done::new);
    }

    /// Queues a postback that cannot be attributed while PostgreSQL is down.
    public Future<Fate> queue(Unattributed postback) {
        return fate(queue.append(postback));
    }

    private Future<Fate> append(Report report) {
        return fate(queue.append(report));
    }

    private static Future<Fate> fate(Future<Boolean> appended) {
        return appended.map(kept -> kept ? QUEUED : NOWHERE).otherwise(NOWHERE);
    }
}
