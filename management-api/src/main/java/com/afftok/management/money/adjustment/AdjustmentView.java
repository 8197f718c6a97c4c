package com.afftok.management.money.adjustment;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An adjustment as administrators see it.
@Serdeable
record AdjustmentView(
        long id,
        long advertiserId,
        @Nullable Long promoterId,
        String payer,
        BigDecimal amount,
        String currency,
        String reason,
        String status,
        Instant createdAt,
        long requestedBy,
        @Nullable Instant decidedAt,
        @Nullable Long decidedBy,
        @Nullable String refusalReason,
        @Nullable Long entryId) {

    static AdjustmentView of(AdjustmentRow row) {
        return new AdjustmentView(
                row.id(),
                row.advertiserId(),
                row.promoterId(),
                row.payer(),
                row.money().toBigDecimal(),
                row.currency(),
                row.reason(),
                row.status(),
                row.createdAt(),
                row.requestedBy(),
                row.decidedAt(),
                row.decidedBy(),
                row.refusalReason(),
                row.entryId());
    }
}
