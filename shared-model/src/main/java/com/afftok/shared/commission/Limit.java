package com.afftok.shared.commission;

import java.util.Locale;

/// A bound that a calculation was held to.
public enum Limit {
    /// All factors together multiply by at most [Condition#MAX_MODIFIER].
    FACTOR,
    /// A percentage pays at most the sale itself, whatever it is multiplied by.
    SALE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
