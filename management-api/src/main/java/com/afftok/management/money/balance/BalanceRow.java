package com.afftok.management.money.balance;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// The balances of an account in a currency.
@Introspected
record BalanceRow(
        String kind,
        String currency,
        BigDecimal advertiser,
        BigDecimal pending,
        BigDecimal available,
        BigDecimal inPayout,
        BigDecimal paid,
        BigDecimal reversed,
        BigDecimal fees,
        BigDecimal withheld) {

    boolean isOfPromoter() {
        return kind.equals("promoter");
    }

    /// What is available to a promoter, or owed by an advertiser.
    Money main() {
        return Money.of(isOfPromoter() ? available : advertiser.negate(), Currency.of(currency));
    }
}
