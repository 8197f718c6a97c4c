package com.afftok.shared.ledger;

import com.afftok.shared.money.Money;

/// A step of a refund: the total refunded before and after it.
public record Refund(Money sold, Money before, Money after) {

    public Refund {
        if (before.isNegative() || after.compareTo(before) <= 0 || after.compareTo(sold) > 0) {
            throw new IllegalArgumentException(
                    "%s after %s is no refund of %s".formatted(after, before, sold));
        }
    }

    /// Whether the whole sale is refunded.
    public boolean isWhole() {
        return after.equals(sold);
    }
}
