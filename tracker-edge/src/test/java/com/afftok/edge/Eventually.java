package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Waits for what will be true soon, and says what was true instead when it never was.
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(20);

    private Eventually() {}

    public static <T> void equal(T expected, Supplier<T> actual) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T seen = actual.get();
        while (!expected.equals(seen) && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
            seen = actual.get();
        }
        assertThat(seen).isEqualTo(expected);
    }
}
