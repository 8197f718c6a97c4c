package com.afftok.management.sale.decision;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// The share of a promoter in a conversion.
@Introspected
record ShareRow(long conversionId, int level, long promoterId, BigDecimal amount) {}
