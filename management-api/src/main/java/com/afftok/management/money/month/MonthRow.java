package com.afftok.management.money.month;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A month, and what its closing issued.
///
/// @param number year times 100 plus month
/// @param endsAt the first moment after it
/// @param closedBy an administrator; null for the scheduled closing
/// @param waiting invoices that are not issued
@Introspected
record MonthRow(
        int number,
        String month,
        Instant endsAt,
        @Nullable Instant closedAt,
        @Nullable Long closedBy,
        long statements,
        long invoices,
        long waiting) {}
