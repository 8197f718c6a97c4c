package com.afftok.shared.commission;

import com.afftok.shared.id.AccountId;
import java.math.BigDecimal;

/// The recipient of a percentage of a promoter's commission: at level 1 its recruiter, at level 2
/// the recruiter's recruiter, and at level 3 the next one above.
public record Recruiter(int level, AccountId promoter, BigDecimal percent) {

    public static final int MAX_LEVEL = 3;

    public Recruiter {
        if (level < 1 || level > MAX_LEVEL) {
            throw new IllegalArgumentException("a recruiter's level is 1 to " + MAX_LEVEL);
        }
        percent = Decimals.checked("percent", percent, Decimals.HUNDRED);
    }
}
