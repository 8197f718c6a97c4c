package com.afftok.shared.commission;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;

/// The payout for a conversion: an amount, a percentage of the sale, or both.
///
/// A part that the type does not pay is zero. A percentage is in the currency of the sale, the
/// amount in its own currency.
public record Payout(PayoutType type, Money amount, BigDecimal percent) {

    /// The highest amount, in whole units of its currency. With it, products and sums stay in the
    /// range of [Money].
    public static final long MAX_AMOUNT = 1_000_000_000L;

    public static final BigDecimal MOST = BigDecimal.valueOf(MAX_AMOUNT);

    public Payout {
        Decimals.checked("amount", amount.toBigDecimal(), MOST);
        percent = Decimals.checked("percent", percent, Decimals.HUNDRED);
        if (!amount.isZero() && !type.hasAmount()) {
            throw new IllegalArgumentException("amount must be 0 for " + type.label());
        }
        if (percent.signum() != 0 && !type.hasPercent()) {
            throw new IllegalArgumentException("percent must be 0 for " + type.label());
        }
    }

    public static Payout cpa(Money amount) {
        return new Payout(PayoutType.CPA, amount, BigDecimal.ZERO);
    }

    public static Payout cpl(Money amount) {
        return new Payout(PayoutType.CPL, amount, BigDecimal.ZERO);
    }

    /// A percentage of the sale. The currency, that of the offer or rule, has no effect.
    public static Payout cps(BigDecimal percent, Currency currency) {
        return new Payout(PayoutType.CPS, Money.zero(currency), percent);
    }

    public static Payout hybrid(Money amount, BigDecimal percent) {
        return new Payout(PayoutType.HYBRID, amount, percent);
    }

    /// This payout at the rate of a tier: the rate replaces the amount of cpa and cpl, and the
    /// percentage of cps and hybrid. The amount of hybrid remains.
    ///
    /// @throws ArithmeticException if the rate has more decimals than the currency
    Payout at(BigDecimal rate) {
        return type.hasPercent()
                ? new Payout(type, amount, rate)
                : new Payout(type, Money.of(rate, amount.currency()), percent);
    }
}
