package com.afftok.shared;

import java.util.Random;
import java.util.function.Consumer;

/// Runs a property over many random cases; a failing case names the seed that makes it again.
public final class Seeded {

    private static final String SEED = "afftok.seed";

    private Seeded() {}

    /// Gives the property a fresh generator for each case.
    ///
    /// With `-Dafftok.seed=…` it runs that one case.
    public static void run(int cases, Consumer<Random> property) {
        Long fixed = Long.getLong(SEED);
        if (fixed != null) {
            check(fixed, property);
            return;
        }
        Random seeds = new Random();
        for (int i = 0; i < cases; i++) {
            check(seeds.nextLong(), property);
        }
    }

    private static void check(long seed, Consumer<Random> property) {
        try {
            property.accept(new Random(seed));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "fails with -D" + SEED + "=" + seed + ": " + e.getMessage(), e);
        }
    }
}
