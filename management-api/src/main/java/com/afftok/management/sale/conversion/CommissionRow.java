package com.afftok.management.sale.conversion;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The columns of a commission: the share of one promoter in a conversion. The explanation is JSON.
@Introspected
record CommissionRow(
        int level,
        long promoterId,
        BigDecimal amount,
        BigDecimal reversedAmount,
        String currency,
        @Nullable Long ruleId,
        String explanation) {}
