package com.afftok.shared.commission;

import com.afftok.shared.money.Money;
import java.util.List;

/// The sales of a promoter for an offer whose commissions have one currency, as the database counts
/// them.
///
/// @param monthSales those of the calendar month
/// @param day what was paid on the calendar day
/// @param month what was paid in the calendar month
/// @param total what was paid in all time; incomplete if no cap asks for it
public record SoldIn(long monthSales, Paid day, Paid month, Paid total) {

    /// What was paid in a period.
    public static Paid paid(long conversions, Money amount) {
        return new Paid(conversions, List.of(amount));
    }

    Paid in(CapPeriod period) {
        return switch (period) {
            case DAY -> day;
            case MONTH -> month;
            case TOTAL -> total;
        };
    }
}
