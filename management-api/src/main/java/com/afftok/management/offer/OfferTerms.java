package com.afftok.management.offer;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
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
        @Nullable String logoUrl) {

    /// Whether these terms lead shoppers where the offer does not, or pay otherwise than it does.
    /// To name fewer hosts leads nobody elsewhere.
    boolean needApproval(OfferRow live) {
        return !destinationUrl.equals(live.destinationUrl())
                || !live.allowedHosts().containsAll(allowedHosts)
                || payout.compareTo(live.payout()) != 0
                || !payoutType.equals(live.payoutType())
                || payoutPercent.compareTo(live.payoutPercent()) != 0
                || !Set.copyOf(goals).equals(Set.copyOf(live.goals()));
    }

    /// The same, but for what needs approval: that is as the offer has it.
    OfferTerms asApproved(OfferRow live) {
        return new OfferTerms(
                networkId,
                title,
                titleAr,
                description,
                descriptionAr,
                category,
                live.destinationUrl(),
                live.allowedHosts(),
                live.payout(),
                live.payoutType(),
                live.payoutPercent(),
                currency,
                live.goals(),
                targetCountries,
                blockedCountries,
                strictGeo,
                passThrough,
                approval,
                linkLifetimeDays,
                attributionDays,
                holdingDays,
                minSecondsToConversion,
                logoUrl);
    }
}
