package com.afftok.shared.ledger;

import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The platform's fee for a payout: a fixed amount and a percentage of the payout.
///
/// @param maximum of both together; null for none
public record PayoutFee(BigDecimal fixed, BigDecimal percent, @Nullable BigDecimal maximum) {

    public static final PayoutFee NONE = new PayoutFee(BigDecimal.ZERO, BigDecimal.ZERO, null);

    private static final int PERCENT_DECIMALS = 2;

    /// The fee, rounded once; never more than the amount.
    public Money of(Money amount) {
        BigDecimal whole = amount.toBigDecimal();
        BigDecimal fee = fixed.add(whole.multiply(percent).movePointLeft(PERCENT_DECIMALS));
        if (maximum != null) {
            fee = fee.min(maximum);
        }
        return Money.rounded(fee.min(whole), amount.currency());
    }
}
