package com.afftok.management.sale.conversion;

import com.afftok.shared.conversion.ConversionStatus;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The columns of a conversion.
@Introspected
record ConversionRow(
        long id,
        long advertiserId,
        String transactionId,
        @Nullable UUID clickId,
        @Nullable Instant clickedAt,
        long linkId,
        long offerId,
        String offerTitle,
        long promoterId,
        String source,
        String status,
        @Nullable String statusReason,
        boolean needsReview,
        boolean superseded,
        @Nullable Instant holdUntil,
        BigDecimal amount,
        BigDecimal refundedAmount,
        String currency,
        BigDecimal commission,
        BigDecimal commissionReversed,
        String commissionCurrency,
        BigDecimal feePercent,
        BigDecimal fee,
        @Nullable String goal,
        @Nullable String customerType,
        @Nullable String coupon,
        @Nullable String adv1,
        @Nullable String adv2,
        @Nullable String adv3,
        @Nullable String adv4,
        @Nullable String adv5,
        @Nullable Instant occurredAt,
        @Nullable String proof,
        @Nullable String country,
        @Nullable String device,
        @Nullable String browser,
        @Nullable String os,
        @Nullable String trafficSource,
        @Nullable String sub1,
        @Nullable String sub2,
        @Nullable String sub3,
        @Nullable String sub4,
        @Nullable String sub5,
        int version,
        Instant createdAt,
        @Nullable Instant approvedAt,
        @Nullable Instant rejectedAt,
        @Nullable Instant reversedAt) {

    boolean isRejected() {
        return status.equals(ConversionStatus.REJECTED.label());
    }
}
