package com.afftok.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for a condition, up to a limit.
final class Patience {

    private static final Duration LOOK = Duration.ofMillis(50);

    private Patience() {}

    /// A condition that may depend on other processes. It is false while they are unreachable.
    interface Condition {
        boolean holds() throws IOException;
    }

    /// Whether the condition was true within the limit.
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
