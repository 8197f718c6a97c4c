package com.afftok.edge;

import java.util.function.Supplier;

/// Waits for a condition, and reports the last value if it is never met.
public final class Eventually {

    private Eventually() {}

    public static <T> void equal(T expected, Supplier<T> actual) {
        com.afftok.shared.Eventually.equal(expected, actual);
    }
}
