package com.afftok.management.offer;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An offer as anybody may see it.
///
/// @param approvedAt when it was approved first; null if never
@Serdeable
record OfferView(
        long id,
        @Nullable Long networkId,
        String title,
        @Nullable String titleAr,
        @Nullable String description,
        @Nullable String descriptionAr,
        String category,
        BigDecimal payout,
        String payoutType,
        BigDecimal payoutPercent,
        String currency,
        List<String> goals,
        List<String> targetCountries,
        List<String> blockedCountries,
        String approval,
        int linkLifetimeDays,
        int attributionDays,
        int holdingDays,
        @Nullable String logoUrl,
        @Nullable String terms,
        @Nullable String additionalNotes,
        String status,
        Instant createdAt,
        @Nullable Instant approvedAt,
        Stats stats) {

    /// Shows the row.
    ///
    /// @param arabic whether the Arabic texts stand in the first place, where there are any
    static OfferView of(OfferRow row, boolean arabic) {
        Money payout = Money.of(row.payout(), Currency.of(row.currency()));
        return new OfferView(
                row.id(),
                row.networkId(),
                arabic && row.titleAr() != null ? row.titleAr() : row.title(),
                row.titleAr(),
                arabic && row.descriptionAr() != null ? row.descriptionAr() : row.description(),
                row.descriptionAr(),
                row.category(),
                payout.toBigDecimal(),
                row.payoutType(),
                plain(row.payoutPercent()),
                payout.currency().code(),
                row.goals(),
                row.targetCountries(),
                row.blockedCountries(),
                row.approval(),
                row.linkLifetimeDays(),
                row.attributionDays(),
                row.holdingDays(),
                row.logoUrl(),
                row.terms(),
                row.additionalNotes(),
                row.status(),
                row.createdAt(),
                row.approvedAt(),
                Stats.of(row.clicks(), row.conversions(), row.earned()));
    }

    /// The number without the zeros that the database puts behind it.
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
