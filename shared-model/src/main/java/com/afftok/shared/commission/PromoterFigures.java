package com.afftok.shared.commission;

import java.util.Map;

/// A promoter's figures for an offer before the sale that is being paid.
///
/// @param salesThisMonth pending and approved conversions reported in the calendar month of UTC
/// @param clicks billable clicks of the last [#PERFORMANCE_DAYS] days
/// @param conversions pending and approved conversions of the same days
/// @param paid the earnings by period; an absent period means none
public record PromoterFigures(
        long salesThisMonth, long clicks, long conversions, Map<CapPeriod, Paid> paid) {

    public static final int PERFORMANCE_DAYS = 30;

    public static final PromoterFigures NONE = new PromoterFigures(0, 0, 0, Map.of());

    public PromoterFigures {
        paid = Map.copyOf(paid);
        if (salesThisMonth < 0 || clicks < 0 || conversions < 0) {
            throw new IllegalArgumentException("a promoter's figures are not negative");
        }
    }

    Paid paid(CapPeriod period) {
        return paid.getOrDefault(period, Paid.NOTHING);
    }
}
