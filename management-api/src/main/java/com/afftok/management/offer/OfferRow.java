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
        @Nullable String terms,
        @Nullable String additionalNotes,
        int version,
        @Nullable String heldBy,
        @Nullable String proposedDestinationUrl,
        List<String> proposedAllowedHosts,
        @Nullable BigDecimal proposedPayout,
        @Nullable String proposedPayoutType,
        @Nullable BigDecimal proposedPayoutPercent,
        List<String> proposedGoals,
        List<String> proposedTargetCountries,
        List<String> proposedBlockedCountries,
        @Nullable Boolean proposedStrictGeo,
        @Nullable Integer proposedLinkLifetimeDays,
        @Nullable Integer proposedAttributionDays,
        @Nullable Integer proposedHoldingDays,
        @Nullable Integer proposedMinSecondsToConversion,
        @Nullable String proposedTerms,
        @Nullable Instant proposedAt,
        Instant createdAt,
        @Nullable Instant approvedAt,
        long clicks,
        long conversions,
        BigDecimal earned) {

    boolean isProposed() {
        return proposedAt != null;
    }
}
