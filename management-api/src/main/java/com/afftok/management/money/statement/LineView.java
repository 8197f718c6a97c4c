package com.afftok.management.money.statement;

import com.afftok.shared.money.Currency;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A line of a statement; see [LineRow].
@Serdeable
record LineView(
        String kind,
        @Nullable Long offerId,
        @Nullable String offerTitle,
        @Nullable String recruitCode,
        @Nullable Long payoutId,
        long postings,
        BigDecimal amount) {

    static LineView of(LineRow row, Currency currency) {
        return new LineView(
                row.kind(),
                row.offerId(),
                row.offerTitle(),
                row.recruitCode(),
                row.payoutId(),
                row.postings(),
                StatementView.amount(row.amount(), currency));
    }
}
