package com.afftok.local;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Says that the platform is to stop: asked to by Ctrl-C or SIGTERM, or because it cannot go on.
///
/// The JVM ends only after [#finished()], so that everything is stopped in order by the one thread
/// that started it.
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

    /// Waits until the stop is requested, but no longer than the limit.
    boolean await(Duration limit) throws InterruptedException {
        return requested.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    void await() throws InterruptedException {
        requested.await();
    }

    void request() {
        requested.countDown();
    }

    /// Stops the platform because of a failure, of which the first is remembered.
    synchronized void request(CannotStart reason) {
        if (failure == null) {
            failure = reason;
        }
        requested.countDown();
    }

    @Nullable CannotStart failure() {
        return failure;
    }

    /// Nothing is left to be stopped.
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
                // nothing but the end of the platform ends this wait
            }
        }
    }
}
