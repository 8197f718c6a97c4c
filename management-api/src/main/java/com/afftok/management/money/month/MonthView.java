package com.afftok.management.money.month;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A month as administrators see it; see [MonthRow].
///
/// @param closesAt when the schedule closes it
@Serdeable
record MonthView(
        String month,
        String status,
        Instant closesAt,
        @Nullable Instant closedAt,
        @Nullable Long closedBy,
        long statements,
        long invoices,
        long waiting) {

    static MonthView of(MonthRow row) {
        return new MonthView(
                row.month(),
                row.closedAt() == null ? "open" : "closed",
                row.endsAt().plus(CloseMonth.AFTER_THE_END),
                row.closedAt(),
                row.closedBy(),
                row.statements(),
                row.invoices(),
                row.waiting());
    }
}
