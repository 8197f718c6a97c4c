package com.afftok.management.money.invoice;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The sum of the changes of one kind, and of one offer where there is one.
///
/// @param corrects the line of the corrected invoice
/// @param changes how many it sums up; none in a correction
@Introspected
record LineRow(
        int line,
        String kind,
        @Nullable Long offerId,
        @Nullable String offerTitle,
        @Nullable Integer corrects,
        long changes,
        BigDecimal amount) {}
