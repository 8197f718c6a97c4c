package com.afftok.management.platform.read;

import com.afftok.management.platform.config.ApiConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Limits how many long reads run at a time, in total and for each caller.
///
/// A read waits without holding a connection. A caller enters the common queue with no more than
/// its own share, so its further reads do not delay others.
@Singleton
final class ReadShares {

    private static final int MOST_WAITING_OF_ONE = 20;
    private static final int MOST_WAITING = 256;

    private final Semaphore all;
    private final Semaphore places;
    private final int perCaller;
    private final Duration patience;
    private final ConcurrentHashMap<String, Line> lines = new ConcurrentHashMap<>();

    ReadShares(ApiConfig config) {
        ApiConfig.Reads reads = config.database().reads();
        this.all = new Semaphore(reads.atOnce(), true);
        this.places = new Semaphore(reads.atOnce() + MOST_WAITING);
        this.perCaller = reads.perCaller();
        this.patience = reads.patience();
    }

    enum Entry {
        /// The read may begin; [#leave] must be called at its end.
        ENTERED,
        /// The caller's own share is in use.
        OWN_SHARE_TAKEN,
        /// The share of all callers is in use.
        ALL_TAKEN
    }

    /// The reads of one caller.
    private static final class Line {

        private final Semaphore permits;
        private final AtomicInteger members = new AtomicInteger();

        Line(int permits) {
            this.permits = new Semaphore(permits, true);
        }
    }

    /// Waits for a turn, within the limit.
    Entry enter(String caller) {
        if (!places.tryAcquire()) {
            return Entry.ALL_TAKEN;
        }
        Entry entry = Entry.OWN_SHARE_TAKEN;
        Line line = join(caller);
        try {
            entry = await(line);
            return entry;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return entry;
        } finally {
            if (entry != Entry.ENTERED) {
                quit(caller);
            }
        }
    }

    void leave(String caller) {
        all.release();
        Line line = lines.get(caller);
        if (line == null) {
            throw new IllegalStateException("a read ends that never began");
        }
        line.permits.release();
        quit(caller);
    }

    private Entry await(Line line) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        if (line.members.get() > perCaller + MOST_WAITING_OF_ONE
                || !line.permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return Entry.OWN_SHARE_TAKEN;
        }
        boolean entered = false;
        try {
            entered = all.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            return entered ? Entry.ENTERED : Entry.ALL_TAKEN;
        } finally {
            if (!entered) {
                line.permits.release();
            }
        }
    }

    private Line join(String caller) {
        return lines.compute(
                caller,
                (_, there) -> {
                    Line line = there == null ? new Line(perCaller) : there;
                    line.members.incrementAndGet();
                    return line;
                });
    }

    /// The last one removes the line.
    private void quit(String caller) {
        lines.computeIfPresent(
                caller, (_, line) -> line.members.decrementAndGet() == 0 ? null : line);
        places.release();
    }
}
