package com.afftok.management.sale.conversion;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// What one promoter earned from a conversion when it came.
@Introspected
record ShareRow(int level, long promoterId, BigDecimal amount) {}
