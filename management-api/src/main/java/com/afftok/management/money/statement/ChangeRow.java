package com.afftok.management.money.statement;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A posting that changed the available balance.
///
/// @param entryId the ledger's entry, and `line` its posting
@Introspected
record ChangeRow(
        long entryId,
        int line,
        Instant createdAt,
        String kind,
        @Nullable Long offerId,
        @Nullable Long conversionId,
        @Nullable Long payoutId,
        BigDecimal amount) {}
