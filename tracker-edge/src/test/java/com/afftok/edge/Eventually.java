package com.afftok.edge;

import java.util.function.Supplier;

/// Waits for what will be true soon, and says what was true instead when it never was.
public final class Eventually {

    private Eventually() {}

    public static <T> void equal(T expected, Supplier<T> actual) {
        com.afftok.shared.Eventually.equal(expected, actual);
    }
}
