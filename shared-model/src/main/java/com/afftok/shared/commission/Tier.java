package com.afftok.shared.commission;

import java.math.BigDecimal;

/// The rate of a rule from a number of sales in the calendar month on.
///
/// The sale that is being paid does not count: with `minSales` 10, ten sales are paid at the rate
/// before, and the eleventh is the first at this rate.
public record Tier(int minSales, BigDecimal rate) {

    public Tier {
        if (minSales < 0) {
            throw new IllegalArgumentException("min_sales must not be negative");
        }
        rate = Decimals.checked("rate", rate, Payout.MOST);
    }
}
