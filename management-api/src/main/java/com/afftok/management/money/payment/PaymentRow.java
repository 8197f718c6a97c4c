package com.afftok.management.money.payment;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A payment of an advertiser.
///
/// @param entryId the entry of the ledger; null before it is booked
@Introspected
record PaymentRow(
        long id,
        long advertiserId,
        BigDecimal amount,
        String currency,
        String reference,
        Instant receivedAt,
        @Nullable String memo,
        long recordedBy,
        @Nullable Long reversedBy,
        @Nullable Instant reversedAt,
        @Nullable String reversalReason,
        @Nullable Long entryId,
        Instant createdAt) {

    Money money() {
        return Money.of(amount, Currency.of(currency));
    }
}
