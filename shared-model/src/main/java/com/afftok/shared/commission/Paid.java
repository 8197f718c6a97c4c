package com.afftok.shared.commission;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.util.List;

/// What a promoter has earned from an offer in a period: how many conversions that pay something,
/// and how much, per currency.
///
/// Pending and approved ones count, less what was reversed; rejected and wholly refunded ones do
/// not.
public record Paid(long conversions, List<Money> amounts) {

    public static final Paid NOTHING = new Paid(0, List.of());

    public Paid {
        amounts = List.copyOf(amounts);
        if (conversions < 0 || amounts.stream().anyMatch(Money::isNegative)) {
            throw new IllegalArgumentException("what was paid is not negative");
        }
    }

    Money in(Currency currency) {
        return amounts.stream()
                .filter(amount -> amount.currency().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
    }
}
