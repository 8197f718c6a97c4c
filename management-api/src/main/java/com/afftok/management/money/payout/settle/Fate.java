package com.afftok.management.money.payout.settle;

import java.util.Locale;

/// What became of a settlement.
///
/// @param status of the payout after it
public record Fate(Settlement settlement, Result result, String status) {

    public enum Result {
        APPLIED,
        /// The payout had that end before.
        ALREADY,
        /// The status of the payout does not allow it.
        REFUSED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
