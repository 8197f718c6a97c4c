package com.afftok.management.sale.integration;

import com.afftok.management.sale.conversion.ClickNames;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A test conversion with the commission that it would have earned.
@Serdeable
record TestConversionView(
        long id,
        String transactionId,
        @Nullable String clickId,
        long linkId,
        long offerId,
        long promoterId,
        String status,
        BigDecimal amount,
        String currency,
        BigDecimal commission,
        String commissionCurrency,
        @Nullable String goal,
        Instant createdAt) {

    static TestConversionView of(TestConversionRepository.Row row, ClickNames clicks) {
        return new TestConversionView(
                row.id(),
                row.transactionId(),
                clicks.nameOf(row.clickId()),
                row.linkId(),
                row.offerId(),
                row.promoterId(),
                row.status(),
                decimal(row.amount(), row.currency()),
                row.currency(),
                decimal(row.commission(), row.commissionCurrency()),
                row.commissionCurrency(),
                row.goal(),
                row.createdAt());
    }

    private static BigDecimal decimal(BigDecimal amount, String currency) {
        return Money.of(amount, Currency.of(currency)).toBigDecimal();
    }
}
