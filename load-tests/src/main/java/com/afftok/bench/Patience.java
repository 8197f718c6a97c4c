package com.afftok.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for a condition, within a limit.
final class Patience {

    private static final Duration LOOK = Duration.ofMillis(50);

    private Patience() {}

    /// A question whose answer may need others to be reached; not reaching them yet means no.
    interface Condition {
        boolean holds() throws IOException;
    }

    /// Whether the condition held before the limit was over.
    static boolean until(Duration limit, Condition condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                return false;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return true;
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (IOException _) {
            return false;
        }
    }
}
