package com.afftok.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The request to stop the platform: by Ctrl-C, SIGTERM or a failure.
///
/// The JVM ends only after [#finished()], so that the thread that started everything stops it in
/// order.
final class StopSignal {

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile @Nullable CannotStart failure;

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::requestAndWait, "stop"));
    }

    boolean requested() {
        return requested.getCount() == 0;
    }

    /// Waits until the stop is requested, at most for the limit.
    boolean await(Duration limit) throws InterruptedException {
        return requested.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    void await() throws InterruptedException {
        requested.await();
    }

    void request() {
        requested.countDown();
    }

    /// Stops the platform because of a failure; the first one is kept.
    synchronized void request(CannotStart reason) {
        if (failure == null) {
            failure = reason;
        }
        requested.countDown();
    }

    @Nullable CannotStart failure() {
        return failure;
    }

    void finished() {
        finished.countDown();
    }

    private void requestAndWait() {
        requested.countDown();
        boolean waiting = true;
        while (waiting) {
            try {
                finished.await();
                waiting = false;
            } catch (InterruptedException _) {
                // waits until the platform has ended
            }
        }
    }
}
