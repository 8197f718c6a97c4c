package com.afftok.shared;

import java.util.Random;
import java.util.function.Consumer;

/// Runs a property over many random cases; a failing case prints its seed.
///
/// Long simulations do a tenth of their work, or all with `-Dtests=long`.
public final class Seeded {

    private static final String SEED = "afftok.seed";
    private static final boolean LONG = "long".equals(System.getProperty("tests"));
    private static final int PART = 10;

    private Seeded() {}

    /// The share of a long simulation: a tenth by default, at least one case.
    public static int share(int all) {
        return LONG ? all : Math.max(1, all / PART);
    }

    /// Calls the property with a new generator for each case.
    ///
    /// With `-Dafftok.seed=…` it runs that case alone.
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
