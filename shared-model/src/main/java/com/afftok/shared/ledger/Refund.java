package com.afftok.shared.ledger;

import com.afftok.shared.money.Money;

/// A refund as one step: how much of the sale had been refunded before, and how much has been
/// since, both in all.
public record Refund(Money sold, Money before, Money after) {

    public Refund {
        if (before.isNegative() || after.compareTo(before) <= 0 || after.compareTo(sold) > 0) {
            throw new IllegalArgumentException(
                    "%s after %s is no refund of %s".formatted(after, before, sold));
        }
    }

    /// Whether nothing of the sale is left.
    public boolean isWhole() {
        return after.equals(sold);
    }
}
