package com.afftok.management.money.adjustment;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An adjustment.
///
/// @param promoterId null between the advertiser and the platform
/// @param decidedBy null if it was booked without a second person
/// @param entryId the entry of the ledger; null unless it is booked
@Introspected
record AdjustmentRow(
        long id,
        long advertiserId,
        @Nullable Long promoterId,
        String payer,
        BigDecimal amount,
        String currency,
        String reason,
        String status,
        long requestedBy,
        @Nullable Long decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String refusalReason,
        @Nullable Long entryId,
        Instant createdAt) {

    Money money() {
        return Money.of(amount, Currency.of(currency));
    }
}
