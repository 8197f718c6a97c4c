package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;

/// What one advertiser's postings contribute to a payout.
///
/// @param usedUp the sum of the postings that the payout uses up; negative or zero where refunds
///   outweigh what was earned
/// @param change what comes back as a new posting for the next payout
public record PayoutPart(AccountId advertiser, Money usedUp, Money change) {

    public PayoutPart {
        if (change.isNegative()) {
            throw new IllegalArgumentException("change is not negative");
        }
    }

    /// What this advertiser's books pay; negative where they get back what was refunded after an
    /// earlier payout.
    public Money paid() {
        return usedUp.minus(change);
    }
}
