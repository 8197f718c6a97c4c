package com.afftok.management.money.payout;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What somebody did to a payout.
@Introspected
record PayoutEventRow(
        Instant createdAt,
        String action,
        @Nullable Long userId,
        @Nullable Long adminId,
        String status,
        @Nullable String reason) {}
