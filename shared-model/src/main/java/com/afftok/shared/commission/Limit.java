package com.afftok.shared.commission;

import java.util.Locale;

/// A limit that was applied in a calculation.
public enum Limit {
    /// The product of all factors is at most [Condition#MAX_MODIFIER].
    FACTOR,
    /// A percentage pays at most the sale itself, after multiplication.
    SALE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
