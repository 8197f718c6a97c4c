package com.afftok.management.money.payout.batch;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// @param waiting how many payouts have no outcome
@Introspected
record BatchRow(
        long id,
        String currency,
        String method,
        int payouts,
        BigDecimal total,
        int waiting,
        long createdBy,
        Instant createdAt,
        @Nullable Instant downloadedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant cancelledAt) {

    String status() {
        if (cancelledAt != null) {
            return "cancelled";
        }
        return waiting == 0 ? "settled" : "open";
    }
}
