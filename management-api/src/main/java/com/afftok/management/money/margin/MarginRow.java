package com.afftok.management.money.margin;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Sums of postings.
///
/// @param subject the month, or the id of the advertiser or offer; null for what has no offer
/// @param other what the platform has from entries of other kinds
@Introspected
record MarginRow(
        @Nullable String subject,
        String currency,
        BigDecimal charged,
        BigDecimal promoters,
        BigDecimal recruiters,
        BigDecimal fees,
        BigDecimal adjustments,
        BigDecimal other) {}
