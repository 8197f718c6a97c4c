package com.afftok.management.money.payout;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A payout, without its destination.
@Introspected
record PayoutRow(
        long id,
        long promoterId,
        BigDecimal amount,
        String currency,
        String method,
        @Nullable Long methodId,
        String status,
        @Nullable String reference,
        @Nullable String failureReason,
        int approvalsNeeded,
        @Nullable Long approvedBy,
        @Nullable Instant approvedAt,
        @Nullable Long secondApprovedBy,
        @Nullable Instant secondApprovedAt,
        @Nullable Instant completedAt,
        @Nullable Instant failedAt,
        int version,
        Instant createdAt) {

    PayoutId payout() {
        return new PayoutId(id);
    }

    AccountId promoter() {
        return new AccountId(promoterId);
    }

    Money money() {
        return Money.of(amount, Currency.of(currency));
    }
}
