package com.afftok.management.money.bonus;

import com.afftok.management.access.Caller;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// A bonus, as clients see it.
///
/// @param userId who gave it; null for promoters, and if a rule awarded it
@Serdeable
record BonusView(
        long id,
        long advertiserId,
        long promoterId,
        BigDecimal amount,
        String currency,
        String reason,
        @Nullable Long userId,
        @Nullable Long ruleId,
        @Nullable String month,
        @Nullable Long sales,
        @Nullable BigDecimal revenue,
        long entryId,
        Instant createdAt) {

    static BonusView of(BonusRow row, Caller caller) {
        Currency currency = Currency.of(row.currency());
        return new BonusView(
                row.id(),
                row.advertiserId(),
                row.promoterId(),
                Money.of(row.amount(), currency).toBigDecimal(),
                row.currency(),
                row.reason(),
                caller instanceof Caller.Promoter ? null : row.userId(),
                row.ruleId(),
                row.month() == null ? null : YearMonth.from(row.month()).toString(),
                row.sales(),
                row.revenue() == null
                        ? null
                        : Money.rounded(row.revenue(), currency).toBigDecimal(),
                row.entryId(),
                row.createdAt());
    }
}
