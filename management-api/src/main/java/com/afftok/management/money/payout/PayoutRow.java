package com.afftok.management.money.payout;

import com.afftok.management.money.payout.tax.Tax;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.ledger.Deductions;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
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
        BigDecimal fee,
        BigDecimal withheld,
        @Nullable String taxCountry,
        @Nullable BigDecimal taxPercent,
        BigDecimal unabsorbed,
        @Nullable String returnReason,
        @Nullable Instant returnedAt,
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

    Deductions deductions() {
        Currency known = Currency.of(currency);
        return new Deductions(Money.of(fee, known), Money.of(withheld, known));
    }

    /// What the promoter receives.
    Money net() {
        return deductions().net(money());
    }

    Paid paid() {
        return new Paid(
                deductions().fee().toBigDecimal(),
                deductions().withheld().toBigDecimal(),
                net().toBigDecimal(),
                taxCountry,
                taxPercent == null ? null : Tax.shown(taxPercent));
    }

    /// What is deducted from it and paid of it, as clients see it.
    ///
    /// @param withheld tax, at the rate of the country; null without a rate
    @Serdeable
    record Paid(
            BigDecimal fee,
            BigDecimal withheld,
            BigDecimal net,
            @Nullable String taxCountry,
            @Nullable BigDecimal taxPercent) {}
}
