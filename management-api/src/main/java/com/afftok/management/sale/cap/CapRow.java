package com.afftok.management.sale.cap;

import com.afftok.management.sale.version.Version;
import com.afftok.shared.commission.Cap;
import com.afftok.shared.commission.CapPeriod;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The columns of a version of a cap.
@Introspected
public record CapRow(
        long id,
        long seriesId,
        long advertiserId,
        long offerId,
        @Nullable Long promoterId,
        String period,
        @Nullable Long maxConversions,
        @Nullable BigDecimal maxAmount,
        @Nullable String currency,
        Instant effectiveFrom,
        @Nullable Instant effectiveUntil,
        int version,
        Instant createdAt)
        implements Version {

    public Cap cap() {
        return Cap.of(
                promoterId == null ? null : new AccountId(promoterId),
                CapPeriod.find(period).orElseThrow(),
                maxConversions,
                maxAmount == null || currency == null
                        ? null
                        : Money.rounded(maxAmount, Currency.of(currency)));
    }
}
