package com.afftok.shared.commission;

import com.afftok.shared.money.Money;

/// Calculates the part of a commission that a refund reverses.
///
/// Each refund reverses the difference between the reversed sums after and before it. Both are
/// calculated from the sum of all refunds, not from a single one, so that rounding neither loses
/// nor gains anything, in however many parts a sale is refunded.
public final class ReverseCommission {

    private ReverseCommission() {}

    /// The reversed part of a promoter's or recruiter's commission, for a sum of refunds:
    /// proportional to the sale, and the whole commission for the whole sale.
    ///
    /// @param amount of the sale, more than zero
    /// @throws IllegalArgumentException if the refunds exceed the sale
    public static Money reversedAfter(Money commission, Money amount, Money refundedTotal) {
        if (refundedTotal.isNegative() || refundedTotal.compareTo(amount) > 0) {
            throw new IllegalArgumentException("a refund is a part of the sale");
        }
        return commission.proportion(refundedTotal, amount);
    }
}
