package com.afftok.management.offer;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An offer as anybody may see it.
@Serdeable
record OfferView(
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
        Stats stats) {

    /// What became of an offer since it began; figures to compare by, not amounts that are owed.
    ///
    /// @param clicks the billable ones
    /// @param conversions those that were neither rejected nor reversed
    /// @param conversionRate conversions per hundred clicks
    /// @param epc what promoters earned per click, in the offer's currency
    @Serdeable
    record Stats(long clicks, long conversions, BigDecimal conversionRate, BigDecimal epc) {

        static Stats of(long clicks, long conversions, BigDecimal earned) {
            return new Stats(
                    clicks,
                    conversions,
                    perClick(BigDecimal.valueOf(conversions * 100), clicks, 2),
                    perClick(earned, clicks, 4));
        }

        private static BigDecimal perClick(BigDecimal amount, long clicks, int decimals) {
            return clicks == 0
                    ? BigDecimal.ZERO.setScale(decimals)
                    : amount.divide(BigDecimal.valueOf(clicks), decimals, RoundingMode.HALF_EVEN);
        }
    }

    static OfferView of(OfferRow row) {
        Money payout = Money.of(row.payout(), Currency.of(row.currency()));
        return new OfferView(
                row.id(),
                row.title(),
                row.titleAr(),
                row.description(),
                row.descriptionAr(),
                row.category(),
                payout.toBigDecimal(),
                row.payoutType(),
                plain(row.payoutPercent()),
                payout.currency().code(),
                row.targetCountries(),
                row.blockedCountries(),
                row.logoUrl(),
                row.status(),
                Stats.of(row.clicks(), row.conversions(), row.earned()));
    }

    /// The number without the zeros that the database puts behind it.
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
