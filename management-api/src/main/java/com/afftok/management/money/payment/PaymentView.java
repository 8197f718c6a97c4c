package com.afftok.management.money.payment;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A payment as administrators see it.
@Serdeable
record PaymentView(
        long id,
        long accountId,
        BigDecimal amount,
        String currency,
        String reference,
        Instant receivedAt,
        @Nullable String memo,
        Instant createdAt,
        long recordedBy,
        @Nullable Instant reversedAt,
        @Nullable Long reversedBy,
        @Nullable String reversalReason,
        @Nullable Long entryId) {

    static PaymentView of(PaymentRow row) {
        return new PaymentView(
                row.id(),
                row.advertiserId(),
                row.money().toBigDecimal(),
                row.currency(),
                row.reference(),
                row.receivedAt(),
                row.memo(),
                row.createdAt(),
                row.recordedBy(),
                row.reversedAt(),
                row.reversedBy(),
                row.reversalReason(),
                row.entryId());
    }
}
