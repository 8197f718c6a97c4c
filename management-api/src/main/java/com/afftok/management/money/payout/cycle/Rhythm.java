package com.afftok.management.money.payout.cycle;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;

/// When cycles are due, in UTC.
sealed interface Rhythm {

    /// On a day of the week.
    record Weekly(DayOfWeek day) implements Rhythm {}

    /// On a day of the month, or on the last one of a shorter month.
    record Monthly(int day) implements Rhythm {}

    /// So many days after the end of each month.
    record Net(int days) implements Rhythm {}

    /// By its name and its day, as in the database.
    static Rhythm of(String every, int day) {
        return switch (every) {
            case "weekly" -> new Weekly(DayOfWeek.of(day));
            case "monthly" -> new Monthly(day);
            case "net" -> new Net(day);
            default -> throw new IllegalArgumentException(every + " is no rhythm");
        };
    }

    /// The first due day after a day.
    default LocalDate after(LocalDate day) {
        return switch (this) {
            case Weekly(DayOfWeek due) -> day.with(TemporalAdjusters.next(due));
            case Monthly(int due) -> {
                LocalDate same = in(YearMonth.from(day), due);
                yield same.isAfter(day) ? same : in(YearMonth.from(day).plusMonths(1), due);
            }
            // The end of the month of this day is the first one that leads to a later day.
            case Net(int days) ->
                    YearMonth.from(day.minusDays(days).plusDays(1)).atEndOfMonth().plusDays(days);
        };
    }

    private static LocalDate in(YearMonth month, int day) {
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }
}
