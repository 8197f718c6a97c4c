package com.afftok.management.sale.decision;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The columns of a conversion that its moves need.
@Introspected
record MovableRow(
        long advertiserId,
        long id,
        @Nullable UUID clickId,
        String source,
        String status,
        @Nullable String statusReason,
        boolean needsReview,
        BigDecimal amount,
        BigDecimal refundedAmount,
        String currency,
        String commissionCurrency,
        BigDecimal fee) {}
