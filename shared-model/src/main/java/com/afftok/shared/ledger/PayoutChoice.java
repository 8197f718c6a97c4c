package com.afftok.shared.ledger;

import com.afftok.shared.money.Money;
import java.util.List;

/// The result of a payout request.
public sealed interface PayoutChoice {

    /// It can be paid: the postings that it uses, and their sums per advertiser.
    record Chosen(List<PostingKey> usedUp, List<PayoutPart> parts) implements PayoutChoice {

        public Chosen {
            usedUp = List.copyOf(usedUp);
            parts = List.copyOf(parts);
        }
    }

    /// Less than the minimum.
    record BelowMinimum(Money minimum) implements PayoutChoice {}

    /// More than the available balance, which may be negative.
    record AboveBalance(Money balance) implements PayoutChoice {}

    /// It would use too many postings; `most` can be paid now, and the rest by another payout.
    /// `most` is zero if refunds absorb all postings of one payout.
    record TooManyPostings(Money most) implements PayoutChoice {}
}
