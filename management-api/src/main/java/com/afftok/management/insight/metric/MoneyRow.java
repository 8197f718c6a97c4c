package com.afftok.management.insight.metric;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// Revenue and commission of the period's conversions in one currency.
@Introspected
record MoneyRow(String currency, BigDecimal revenue, BigDecimal commission) {}
