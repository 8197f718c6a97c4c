package com.afftok.management.trust.review;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The columns of a conversion that reviewers see.
@Introspected
record ReviewedConversionRow(
        long id,
        long advertiserId,
        String transactionId,
        @Nullable UUID clickId,
        long offerId,
        long promoterId,
        String source,
        String status,
        @Nullable String statusReason,
        boolean needsReview,
        BigDecimal amount,
        String currency,
        BigDecimal commission,
        BigDecimal commissionReversed,
        String commissionCurrency,
        Instant createdAt) {}
