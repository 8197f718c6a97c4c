package com.afftok.management.insight.metric;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// Revenue and commission of the period's conversions in one currency.
@Introspected
record MoneyRow(String currency, BigDecimal revenue, BigDecimal commission) {

    Money sold() {
        return Money.rounded(revenue, Currency.of(currency));
    }

    Money earned() {
        return Money.rounded(commission, Currency.of(currency));
    }
}
