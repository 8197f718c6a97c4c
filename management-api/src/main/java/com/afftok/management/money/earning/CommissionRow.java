package com.afftok.management.money.earning;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A commission with its conversion.
///
/// @param soldBy the promoter of the link
/// @param explanation JSON
@Introspected
record CommissionRow(
        long conversionId,
        int level,
        long promoterId,
        long soldBy,
        long advertiserId,
        long offerId,
        String offerTitle,
        String status,
        BigDecimal amount,
        BigDecimal reversedAmount,
        String currency,
        @Nullable Long ruleId,
        @Nullable String notPaid,
        String explanation,
        Instant createdAt) {

    boolean isRejected() {
        return status.equals("rejected");
    }
}
