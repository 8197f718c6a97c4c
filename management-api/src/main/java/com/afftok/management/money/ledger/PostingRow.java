package com.afftok.management.money.ledger;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A posting with its entry.
///
/// @param usedBy the payout that used it
@Introspected
record PostingRow(
        long entryId,
        int line,
        Instant createdAt,
        long advertiserId,
        String account,
        String currency,
        BigDecimal amount,
        String kind,
        @Nullable Long conversionId,
        @Nullable Long payoutId,
        @Nullable Long usedBy,
        @Nullable Long reversesId,
        @Nullable String memo) {}
