package com.afftok.management.sale.cap;

import com.afftok.management.platform.request.Detail;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A version of a cap, as clients see it.
@Serdeable
record CapView(
        long id,
        long versionId,
        long advertiserId,
        long offerId,
        @Nullable Long promoterId,
        String period,
        @Nullable Long maxConversions,
        @Nullable BigDecimal maxAmount,
        @Nullable String currency,
        Instant effectiveFrom,
        @Nullable Instant effectiveUntil,
        String status,
        int version,
        Instant createdAt) {

    /// A cap after its change.
    ///
    /// @param warnings of what may not be meant
    @Serdeable
    record Saved(@JsonUnwrapped CapView cap, List<Detail> warnings) {}

    static CapView of(CapRow row, Instant now) {
        BigDecimal amount = row.maxAmount();
        String currency = row.currency();
        return new CapView(
                row.seriesId(),
                row.id(),
                row.advertiserId(),
                row.offerId(),
                row.promoterId(),
                row.period(),
                row.maxConversions(),
                amount == null || currency == null
                        ? null
                        : Money.of(amount, Currency.of(currency)).toBigDecimal(),
                currency,
                row.effectiveFrom(),
                row.effectiveUntil(),
                row.status(now),
                row.version(),
                row.createdAt());
    }
}
