package com.afftok.management.sale.conversion;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What one promoter earns from a conversion, as the database has it; the explanation is JSON.
@Introspected
record CommissionRow(
        int level,
        long promoterId,
        BigDecimal amount,
        BigDecimal reversedAmount,
        String currency,
        @Nullable Long ruleId,
        String explanation) {}
