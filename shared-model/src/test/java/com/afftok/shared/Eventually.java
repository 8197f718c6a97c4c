package com.afftok.shared;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Waits for a condition, and fails with the last value. It checks often at first, and less often
/// later.
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(1).toNanos();
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private Eventually() {}

    public static <T> void equal(T expected, Supplier<T> actual) {
        T seen = within(PATIENCE, actual, expected::equals);
        if (!expected.equals(seen)) {
            throw new AssertionError(
                    "expected %s within %s, but was %s".formatted(expected, PATIENCE, seen));
        }
    }

    public static void holds(String what, BooleanSupplier condition) {
        if (!within(PATIENCE, condition::getAsBoolean, Boolean::booleanValue)) {
            throw new AssertionError("not within %s: %s".formatted(PATIENCE, what));
        }
    }

    /// The first value that is as expected, or the last one before the limit.
    public static <T> T within(Duration limit, Supplier<T> question, Predicate<T> expected) {
        long begin = System.nanoTime();
        long pause = FIRST_PAUSE_NANOS;
        T answer = question.get();
        while (!expected.test(answer) && System.nanoTime() - begin < limit.toNanos()) {
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
            answer = question.get();
        }
        return answer;
    }
}
