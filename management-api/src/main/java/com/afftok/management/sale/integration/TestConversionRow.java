package com.afftok.management.sale.integration;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A test conversion.
@Introspected
record TestConversionRow(
        long id,
        String transactionId,
        @Nullable UUID clickId,
        long linkId,
        long offerId,
        long promoterId,
        String status,
        BigDecimal amount,
        String currency,
        BigDecimal commission,
        String commissionCurrency,
        @Nullable String goal,
        Instant createdAt) {}
