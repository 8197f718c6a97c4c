package com.afftok.shared.commission;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.util.List;

/// A promoter's earnings from an offer in a period: the number of conversions with a commission,
/// and the amount for each currency.
///
/// Pending and approved conversions count, less reversed parts. Rejected and wholly refunded ones
/// do not.
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
