package com.afftok.management.money.payout.batch;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A batch of payouts.
///
/// @param total the sum of what they pay
/// @param waiting how many have no outcome
@Serdeable
record BatchView(
        long id,
        String currency,
        String method,
        String status,
        int payouts,
        BigDecimal total,
        int waiting,
        long createdBy,
        Instant createdAt,
        @Nullable Instant downloadedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant cancelledAt) {

    static BatchView of(BatchRow row) {
        return new BatchView(
                row.id(),
                row.currency(),
                row.method(),
                row.status(),
                row.payouts(),
                shown(row.total(), row.currency()),
                row.waiting(),
                row.createdBy(),
                row.createdAt(),
                row.downloadedAt(),
                row.answeredAt(),
                row.cancelledAt());
    }

    private static BigDecimal shown(BigDecimal amount, String currency) {
        return Money.of(amount, Currency.of(currency)).toBigDecimal();
    }

    /// The payouts of a batch in a status.
    @Introspected
    record StateRow(String status, int payouts, BigDecimal amount) {}

    @Serdeable
    record State(String status, int payouts, BigDecimal amount) {}

    @Serdeable
    record Details(@JsonUnwrapped BatchView batch, List<State> states) {

        static Details of(BatchRow row, List<StateRow> states) {
            return new Details(
                    BatchView.of(row),
                    states.stream()
                            .map(state ->
                                    new State(
                                            state.status(),
                                            state.payouts(),
                                            shown(state.amount(), row.currency())))
                            .toList());
        }
    }
}
