package com.afftok.edge.guard.gossip;

import com.afftok.shared.Eventually;
import java.util.function.BooleanSupplier;

/// Waits for a condition.
public final class Soon {

    private Soon() {}

    public static void holds(String what, BooleanSupplier condition) {
        Eventually.holds(what, condition);
    }
}
