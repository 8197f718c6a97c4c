package com.afftok.edge.fraud;

import com.afftok.shared.Eventually;
import java.util.function.BooleanSupplier;

/// Waits for what will be true soon.
final class Soon {

    private Soon() {}

    static void holds(String what, BooleanSupplier condition) {
        Eventually.holds(what, condition);
    }
}
