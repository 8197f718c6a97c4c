package com.afftok.management.offer;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What becomes of an offer once it is approved: where shoppers go, what is paid, and on which
/// terms.
@Serdeable
record ProposalView(
        String destinationUrl,
        List<String> allowedHosts,
        BigDecimal payout,
        String payoutType,
        BigDecimal payoutPercent,
        List<String> goals,
        List<String> targetCountries,
        List<String> blockedCountries,
        boolean strictGeo,
        int linkLifetimeDays,
        int attributionDays,
        int holdingDays,
        int minSecondsToConversion,
        @Nullable String terms,
        Instant proposedAt) {

    /// What waits for the row's approval, or nothing.
    static @Nullable ProposalView of(OfferRow row) {
        if (row.proposedAt() == null) {
            return null;
        }
        BigDecimal payout = Objects.requireNonNull(row.proposedPayout());
        return new ProposalView(
                Objects.requireNonNull(row.proposedDestinationUrl()),
                row.proposedAllowedHosts(),
                Money.of(payout, Currency.of(row.currency())).toBigDecimal(),
                Objects.requireNonNull(row.proposedPayoutType()),
                OfferView.plain(Objects.requireNonNull(row.proposedPayoutPercent())),
                row.proposedGoals(),
                row.proposedTargetCountries(),
                row.proposedBlockedCountries(),
                Objects.requireNonNull(row.proposedStrictGeo()),
                Objects.requireNonNull(row.proposedLinkLifetimeDays()),
                Objects.requireNonNull(row.proposedAttributionDays()),
                Objects.requireNonNull(row.proposedHoldingDays()),
                Objects.requireNonNull(row.proposedMinSecondsToConversion()),
                row.proposedTerms(),
                row.proposedAt());
    }
}
