package com.afftok.management.money.invoice;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a line sums up: a sale, a reversal, an adjustment, a bonus, or the fee in one of them.
///
/// @param entryId the ledger's entry in the month
/// @param booked the entry with the charge: that of the record of an approved sale, else the same
@Introspected
record ChangeRow(
        long entryId,
        long booked,
        Instant createdAt,
        String kind,
        @Nullable Long offerId,
        @Nullable Long conversionId,
        @Nullable String transactionId,
        BigDecimal amount) {}
