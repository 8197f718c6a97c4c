package com.afftok.shared.ledger;

import com.afftok.shared.money.Money;
import java.util.List;

/// What came of a promoter's wish to be paid out.
public sealed interface PayoutChoice {

    /// It can be paid: which postings it uses up, and what they are per advertiser.
    record Chosen(List<PostingKey> usedUp, List<PayoutPart> parts) implements PayoutChoice {

        public Chosen {
            usedUp = List.copyOf(usedUp);
            parts = List.copyOf(parts);
        }
    }

    /// It is less than a payout has to be.
    record BelowMinimum(Money minimum) implements PayoutChoice {}

    /// It is more than is available, which may be negative.
    record AboveBalance(Money balance) implements PayoutChoice {}

    /// It would use up too many postings at once; `most` can be paid now, and the rest by another
    /// payout. `most` is zero where refunds eat up all that one payout can take in.
    record TooManyPostings(Money most) implements PayoutChoice {}
}
