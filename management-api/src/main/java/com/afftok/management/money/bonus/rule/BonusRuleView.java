package com.afftok.management.money.bonus.rule;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// A bonus rule, as clients see it.
@Serdeable
record BonusRuleView(
        long id,
        long advertiserId,
        long offerId,
        String name,
        @Nullable Long minSales,
        @Nullable BigDecimal minRevenue,
        BigDecimal amount,
        String currency,
        String firstMonth,
        @Nullable String lastMonth,
        int version,
        Instant createdAt) {

    static BonusRuleView of(BonusRuleRow row) {
        Currency currency = Currency.of(row.currency());
        return new BonusRuleView(
                row.id(),
                row.advertiserId(),
                row.offerId(),
                row.name(),
                row.minSales(),
                row.minRevenue() == null
                        ? null
                        : Money.of(row.minRevenue(), currency).toBigDecimal(),
                Money.of(row.amount(), currency).toBigDecimal(),
                row.currency(),
                YearMonth.from(row.firstMonth()).toString(),
                row.lastMonth() == null ? null : YearMonth.from(row.lastMonth()).toString(),
                row.version(),
                row.createdAt());
    }
}
