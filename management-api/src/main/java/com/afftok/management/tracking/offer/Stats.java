package com.afftok.management.tracking.offer;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Statistics of an offer or a link since its creation; not amounts that are owed.
///
/// @param clicks billable ones
/// @param conversions without rejected and reversed ones
/// @param conversionRate conversions per hundred clicks
/// @param epc promoters' earnings per click, in the offer's currency
@Serdeable
public record Stats(long clicks, long conversions, BigDecimal conversionRate, BigDecimal epc) {

    public static Stats of(long clicks, long conversions, BigDecimal earned) {
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
