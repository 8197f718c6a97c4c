package com.afftok.shared.commission;

import com.afftok.shared.money.Money;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
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

    /// Clicks and conversions of the last [#PERFORMANCE_DAYS] days.
    public record Recent(long clicks, long conversions) {

        /// If no rule asks for them.
        public static final Recent NONE = new Recent(0, 0);
    }

    public static final PromoterFigures NONE = new PromoterFigures(0, 0, 0, Map.of());

    public PromoterFigures {
        paid = Map.copyOf(paid);
        if (salesThisMonth < 0 || clicks < 0 || conversions < 0) {
            throw new IllegalArgumentException("a promoter's figures are not negative");
        }
    }

    /// The figures of sales that are counted by currency.
    ///
    /// @param recent those of the recent days
    public static PromoterFigures of(List<SoldIn> sold, Recent recent) {
        Map<CapPeriod, Paid> paid = new EnumMap<>(CapPeriod.class);
        for (CapPeriod period : CapPeriod.values()) {
            paid.put(period, sum(sold.stream().map(one -> one.in(period)).toList()));
        }
        return new PromoterFigures(
                sold.stream().mapToLong(SoldIn::monthSales).sum(),
                recent.clicks(),
                recent.conversions(),
                paid);
    }

    private static Paid sum(List<Paid> parts) {
        List<Money> amounts = new ArrayList<>();
        parts.forEach(part -> amounts.addAll(part.amounts()));
        return new Paid(parts.stream().mapToLong(Paid::conversions).sum(), amounts);
    }

    Paid paid(CapPeriod period) {
        return paid.getOrDefault(period, Paid.NOTHING);
    }
}
