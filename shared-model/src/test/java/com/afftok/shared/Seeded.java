package com.afftok.shared;

import java.util.Random;
import java.util.function.Consumer;

/// Runs a property over many random cases; a failing case names the seed that makes it again.
///
/// Long simulations do a tenth of their work unless `-Dtests=long` asks for all of it.
public final class Seeded {

    private static final String SEED = "afftok.seed";
    private static final boolean LONG = "long".equals(System.getProperty("tests"));
    private static final int PART = 10;

    private Seeded() {}

    /// How much of a long simulation is done: a tenth by default, but something.
    public static int share(int all) {
        return LONG ? all : Math.max(1, all / PART);
    }

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
