package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;

/// What one promoter earns from a conversion: the promoter's own at level 0, a recruiter's at the
/// levels 1 to 3.
public record Share(int level, AccountId promoter, Money amount) {

    static final int LEVELS = 4;

    public Share {
        if (level < 0 || level >= LEVELS) {
            throw new IllegalArgumentException("there is no level " + level);
        }
        if (amount.isNegative()) {
            throw new IllegalArgumentException("a share is not negative");
        }
    }
}
