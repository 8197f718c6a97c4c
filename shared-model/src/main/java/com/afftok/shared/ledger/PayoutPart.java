package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;

/// One advertiser's part of a payout.
///
/// @param usedUp the sum of the postings that the payout uses; zero or negative if refunds exceed
///   earnings
/// @param change returned as a new posting for the next payout
public record PayoutPart(AccountId advertiser, Money usedUp, Money change) {

    public PayoutPart {
        if (change.isNegative()) {
            throw new IllegalArgumentException("change is not negative");
        }
    }

    /// The amount paid by this advertiser's books; negative if they recover a refund after an
    /// earlier payout.
    public Money paid() {
        return usedUp.minus(change);
    }
}
