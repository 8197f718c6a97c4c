package com.afftok.management;

import java.util.function.BooleanSupplier;

/// Waits until something is so, and fails if that takes too long.
public final class Eventually {

    private Eventually() {}

    public static void eventually(String what, BooleanSupplier condition) {
        com.afftok.shared.Eventually.holds(what, condition);
    }
}
