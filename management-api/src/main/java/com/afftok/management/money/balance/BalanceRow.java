package com.afftok.management.money.balance;

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
        BigDecimal withheld) {}
