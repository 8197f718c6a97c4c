package com.afftok.management.offer;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that the owner of an offer decides about it, named as the columns of the database are.
@Serdeable
record OfferTerms(
        @Nullable Long networkId,
        String title,
        @Nullable String titleAr,
        @Nullable String description,
        @Nullable String descriptionAr,
        String category,
        String destinationUrl,
        List<String> allowedHosts,
        BigDecimal payout,
        String payoutType,
        BigDecimal payoutPercent,
        String currency,
        List<String> goals,
        List<String> targetCountries,
        List<String> blockedCountries,
        boolean strictGeo,
        boolean passThrough,
        String approval,
        int linkLifetimeDays,
        int attributionDays,
        int holdingDays,
        int minSecondsToConversion,
        @Nullable String logoUrl) {}
