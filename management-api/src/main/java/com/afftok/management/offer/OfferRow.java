package com.afftok.management.offer;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An offer as the database has it, together with what its clicks and conversions add up to.
@Introspected
record OfferRow(
        long id,
        String title,
        @Nullable String titleAr,
        @Nullable String description,
        @Nullable String descriptionAr,
        String category,
        BigDecimal payout,
        String payoutType,
        BigDecimal payoutPercent,
        String currency,
        List<String> targetCountries,
        List<String> blockedCountries,
        @Nullable String logoUrl,
        String status,
        long clicks,
        long conversions,
        BigDecimal earned) {}
