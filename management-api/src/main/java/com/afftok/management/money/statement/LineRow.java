package com.afftok.management.money.statement;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The sum of the changes of one kind that concern the same offer, recruit or payout.
///
/// @param recruitCode of the promoter whose sales earned it
/// @param postings how many changes it sums up
@Introspected
record LineRow(
        int line,
        String kind,
        @Nullable Long offerId,
        @Nullable String offerTitle,
        @Nullable String recruitCode,
        @Nullable Long payoutId,
        long postings,
        BigDecimal amount) {}
