package com.afftok.management;

import java.util.function.BooleanSupplier;

/// Waits for a condition, and fails at a limit.
public final class Eventually {

    private Eventually() {}

    public static void eventually(String what, BooleanSupplier condition) {
        com.afftok.shared.Eventually.holds(what, condition);
    }
}
