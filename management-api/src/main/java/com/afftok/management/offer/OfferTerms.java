package com.afftok.management.offer;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
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
        @Nullable String logoUrl,
        @Nullable String terms,
        @Nullable String additionalNotes) {

    /// Whether these terms lead shoppers where the offer does not, or change what promoters agreed
    /// to, for the better or the worse. To name fewer hosts leads nobody elsewhere.
    boolean needApproval(OfferRow live) {
        return !destinationUrl.equals(live.destinationUrl())
                || !live.allowedHosts().containsAll(allowedHosts)
                || payout.compareTo(live.payout()) != 0
                || !payoutType.equals(live.payoutType())
                || payoutPercent.compareTo(live.payoutPercent()) != 0
                || !areSame(goals, live.goals())
                || !areSame(targetCountries, live.targetCountries())
                || !areSame(blockedCountries, live.blockedCountries())
                || strictGeo != live.strictGeo()
                || linkLifetimeDays != live.linkLifetimeDays()
                || attributionDays != live.attributionDays()
                || holdingDays != live.holdingDays()
                || minSecondsToConversion != live.minSecondsToConversion()
                || !Objects.equals(terms, live.terms());
    }

    private static boolean areSame(List<String> names, List<String> others) {
        return Set.copyOf(names).equals(Set.copyOf(others));
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
                live.targetCountries(),
                live.blockedCountries(),
                live.strictGeo(),
                passThrough,
                approval,
                live.linkLifetimeDays(),
                live.attributionDays(),
                live.holdingDays(),
                live.minSecondsToConversion(),
                logoUrl,
                live.terms(),
                additionalNotes);
    }
}
