package com.afftok.management.money.margin;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A posting on the account of the platform, with its entry.
@Introspected
record PostingRow(
        long entryId,
        int line,
        Instant createdAt,
        String kind,
        long advertiserId,
        @Nullable Long offerId,
        @Nullable Long conversionId,
        BigDecimal amount,
        String currency,
        @Nullable String memo) {}
