package com.afftok.management.offer;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An offer as the database has it, together with what its clicks and conversions add up to.
@Introspected
record OfferRow(
        long id,
        long advertiserId,
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
        String status,
        int linkLifetimeDays,
        int attributionDays,
        int holdingDays,
        int minSecondsToConversion,
        @Nullable String logoUrl,
        int version,
        @Nullable String heldBy,
        @Nullable String proposedDestinationUrl,
        List<String> proposedAllowedHosts,
        @Nullable BigDecimal proposedPayout,
        @Nullable String proposedPayoutType,
        @Nullable BigDecimal proposedPayoutPercent,
        List<String> proposedGoals,
        @Nullable Instant proposedAt,
        Instant createdAt,
        long clicks,
        long conversions,
        BigDecimal earned) {

    boolean isProposed() {
        return proposedAt != null;
    }
}
