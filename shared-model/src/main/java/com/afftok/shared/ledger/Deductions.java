package com.afftok.shared.ledger;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;

/// What is deducted from a payout before it is paid.
///
/// @param fee of the platform
/// @param withheld tax, for the tax office
public record Deductions(Money fee, Money withheld) {

    public Deductions {
        if (fee.isNegative() || withheld.isNegative()) {
            throw new IllegalArgumentException("a deduction is not negative");
        }
    }

    public static Deductions none(Currency currency) {
        return new Deductions(Money.zero(currency), Money.zero(currency));
    }

    /// What is left of the amount; not positive if they exhaust it.
    public Money net(Money amount) {
        return amount.minus(fee).minus(withheld);
    }
}
