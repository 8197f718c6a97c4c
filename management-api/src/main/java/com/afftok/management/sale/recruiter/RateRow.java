package com.afftok.management.sale.recruiter;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The rates that apply to an offer.
///
/// @param version 0 for those of the platform
/// @param effectiveFrom null for those of the platform
@Introspected
record RateRow(
        int version,
        BigDecimal percent1,
        BigDecimal percent2,
        BigDecimal percent3,
        @Nullable Instant effectiveFrom) {}
