package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;

/// The share of one promoter in a conversion: level 0 for its own promoter, 1 to 3 for recruiters.
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
