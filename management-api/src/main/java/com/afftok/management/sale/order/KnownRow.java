package com.afftok.management.sale.order;

import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;

/// A conversion to compare.
@Introspected
record KnownRow(
        long id,
        String transactionId,
        String status,
        BigDecimal amount,
        BigDecimal refundedAmount,
        String currency) {

    Currency sold() {
        return Currency.of(currency);
    }

    /// What is left of the sale.
    Money worth() {
        return new ConversionState(
                        ConversionStatus.find(status).orElseThrow(),
                        Money.of(amount, sold()),
                        Money.of(refundedAmount, sold()))
                .worth();
    }
}
