package com.afftok.management.money.statement;

import com.afftok.shared.money.Currency;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A posting that a statement sums up.
///
/// @param conversionId null for a share of a recruiter, whose sale is another promoter's
@Serdeable
record ChangeView(
        long entryId,
        int line,
        Instant createdAt,
        String kind,
        @Nullable Long offerId,
        @Nullable Long conversionId,
        @Nullable Long payoutId,
        BigDecimal amount) {

    static ChangeView of(ChangeRow row, Currency currency) {
        return new ChangeView(
                row.entryId(),
                row.line(),
                row.createdAt(),
                row.kind(),
                row.offerId(),
                row.offerId() == null ? null : row.conversionId(),
                row.payoutId(),
                StatementView.amount(row.amount(), currency));
    }
}
