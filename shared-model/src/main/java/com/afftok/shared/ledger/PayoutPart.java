package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;

/// One advertiser's part of a payout.
///
/// @param usedUp the sum of the postings that the payout uses; zero or negative if refunds exceed
///   earnings
/// @param change returned as a new posting for the next payout
/// @param debt the part of a refund that this payout does not absorb, returned as a new negative
///   posting for the next one
public record PayoutPart(AccountId advertiser, Money usedUp, Money change, Money debt) {

    public PayoutPart {
        if (change.isNegative() || debt.isPositive()) {
            throw new IllegalArgumentException("change is not negative, and debt not positive");
        }
    }

    /// The amount paid by this advertiser's books; negative if they recover a refund after an
    /// earlier payout.
    public Money paid() {
        return usedUp.minus(change).minus(debt);
    }
}
