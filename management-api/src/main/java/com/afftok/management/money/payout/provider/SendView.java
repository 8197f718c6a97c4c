package com.afftok.management.money.payout.provider;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A payout that a provider pays.
@Serdeable
record SendView(
        long payoutId,
        String provider,
        String status,
        int asked,
        @Nullable Instant nextAt,
        @Nullable String lastAnswer,
        long sentBy,
        Instant createdAt) {

    static SendView of(SendRow row) {
        return new SendView(
                row.payoutId(),
                row.provider(),
                row.status(),
                row.asked(),
                row.nextAt(),
                row.lastAnswer(),
                row.sentBy(),
                row.createdAt());
    }
}
