package com.afftok.edge.link;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rereads entries in the background, a bounded number at a time. The first failure and the
/// recovery are logged.
///
/// After a gap in listening to changes, entries that were read before its end must be reread.
/// Entries of Redis are not used without a query until none can be from before the gap.
final class Rereads {

    private static final Logger log = LoggerFactory.getLogger(Rereads.class);

    private static final int MOST_AT_ONCE = 64;

    private final Vertx vertx;
    private final Duration life;
    private final Duration lookup;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicInteger underWay = new AtomicInteger();
    private int gaps;
    private boolean ending;
    private boolean missedMore;
    private volatile boolean catchingUp;
    private volatile long gapEnd;

    /// @param life how long an entry in Redis is fresh
    /// @param lookup the longest duration of a look-up
    Rereads(Vertx vertx, Duration life, Duration lookup) {
        this.vertx = vertx;
        this.life = life;
        this.lookup = lookup;
    }

    /// Reads, unless too many reads are in flight. The caller may try again later.
    ///
    /// @return whether the read was started
    boolean tryOne(Supplier<Future<?>> read) {
        if (underWay.incrementAndGet() > MOST_AT_ONCE) {
            underWay.decrementAndGet();
            return false;
        }
        Future<?> _ =
                watched(Future.succeededFuture().<Object>compose(_ -> read.get().mapEmpty()))
                        .onComplete(_ -> underWay.decrementAndGet());
        return true;
    }

    <T> Future<T> watched(Future<T> read) {
        return read.onSuccess(_ -> succeeded()).onFailure(this::failed);
    }

    /// Anything may have changed until now. Each further call makes the gap longer, at most once in
    /// the time that a look-up takes.
    synchronized void miss() {
        missedMore = true;
        if (!ending) {
            end();
        }
    }

    /// Whether entries of other edges may be from before the end of a gap.
    boolean catchingUp() {
        return catchingUp;
    }

    /// Whether an action at this time may have missed a change.
    boolean isBeforeGapEnd(long nanos) {
        return catchingUp && nanos - gapEnd < 0;
    }

    /// A look-up in flight may return old data, so what is read until all of them have ended counts
    /// as read before the end of the gap.
    private synchronized void end() {
        missedMore = false;
        ending = true;
        gaps++;
        int gap = gaps;
        gapEnd = System.nanoTime();
        catchingUp = true;
        vertx.setTimer(lookup.toMillis(), _ -> ended());
        vertx.setTimer(life.plus(lookup).toMillis(), _ -> caughtUp(gap));
    }

    private synchronized void ended() {
        gapEnd = System.nanoTime();
        ending = false;
        if (missedMore) {
            end();
        }
    }

    /// Unless there was another gap since.
    private synchronized void caughtUp(int gap) {
        if (gap == gaps) {
            catchingUp = false;
        }
    }

    private void failed(Throwable e) {
        if (failing.compareAndSet(false, true)) {
            log.atWarn()
                    .addKeyValue("cause", e.toString())
                    .log("links can't be read again, those in memory serve on");
        }
    }

    private void succeeded() {
        if (failing.compareAndSet(true, false)) {
            log.info("links are read again");
        }
    }
}
