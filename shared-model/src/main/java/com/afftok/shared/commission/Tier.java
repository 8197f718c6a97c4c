package com.afftok.shared.commission;

import java.math.BigDecimal;

/// The rate that a rule pays once a promoter has made so many sales in the calendar month.
///
/// The sale that is being paid is not among them: with `minSales` 10, ten sales are paid at the
/// rate before, and the eleventh is the first at this one.
public record Tier(int minSales, BigDecimal rate) {

    public Tier {
        if (minSales < 0) {
            throw new IllegalArgumentException("min_sales must not be negative");
        }
        rate = Decimals.checked("rate", rate, Payout.MOST);
    }
}
