package com.afftok.shared.commission;

import com.afftok.shared.money.Money;

/// Calculates how much of a commission a refund takes back.
///
/// Each refund takes back the difference between what is reversed after and before it. Because both
/// are calculated from the sum of all refunds and not from one of them, nothing is lost or gained
/// by rounding, in how many parts ever a sale is refunded.
public final class ReverseCommission {

    private ReverseCommission() {}

    /// How much of a commission, a promoter's or a recruiter's, is taken back in all once so much
    /// of the sale was refunded in all: its part in proportion, and the whole of it with the whole
    /// sale.
    ///
    /// @param amount that of the sale, more than zero
    /// @throws IllegalArgumentException if more was refunded than sold
    public static Money reversedAfter(Money commission, Money amount, Money refundedTotal) {
        if (refundedTotal.isNegative() || refundedTotal.compareTo(amount) > 0) {
            throw new IllegalArgumentException("a refund is a part of the sale");
        }
        return commission.proportion(refundedTotal, amount);
    }
}
