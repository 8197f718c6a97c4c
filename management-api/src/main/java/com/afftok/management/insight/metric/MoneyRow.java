package com.afftok.management.insight.metric;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// What conversions of the period brought in one currency, and cost in it.
@Introspected
record MoneyRow(String currency, BigDecimal revenue, BigDecimal commission) {}
