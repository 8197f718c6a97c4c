package com.afftok.management.sale.conversion;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// The share of one promoter in a conversion, before reversals.
@Introspected
record ShareRow(int level, long promoterId, BigDecimal amount) {}
