package com.afftok.management.money.statement;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;

/// A statement in a list.
@Serdeable
record StatementView(
        long id,
        long promoterId,
        String promoterCode,
        String month,
        String currency,
        BigDecimal opening,
        BigDecimal closing,
        BigDecimal pending,
        Instant issuedAt) {

    static StatementView of(StatementRow row) {
        Currency currency = Currency.of(row.currency());
        return new StatementView(
                row.id(),
                row.promoterId(),
                row.promoterCode(),
                row.month(),
                row.currency(),
                amount(row.opening(), currency),
                amount(row.closing(), currency),
                amount(row.pending(), currency),
                row.issuedAt());
    }

    static BigDecimal amount(BigDecimal stored, Currency currency) {
        return Money.of(stored, currency).toBigDecimal();
    }
}
