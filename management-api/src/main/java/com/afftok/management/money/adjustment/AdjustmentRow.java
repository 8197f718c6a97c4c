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
        Instant createdAt) {

    Money money() {
        return Money.of(amount, Currency.of(currency));
    }
}
