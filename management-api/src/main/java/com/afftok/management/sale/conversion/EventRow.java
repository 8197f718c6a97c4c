package com.afftok.management.sale.conversion;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A change of a conversion.
///
/// @param fromStatus null for the report that created it
@Introspected
record EventRow(
        Instant createdAt,
        String actor,
        @Nullable Long userId,
        @Nullable String userName,
        @Nullable Long adminId,
        @Nullable String fromStatus,
        String toStatus,
        BigDecimal refundedAmount,
        boolean needsReview,
        @Nullable String reason) {}
