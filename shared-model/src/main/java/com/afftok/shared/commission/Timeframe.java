package com.afftok.shared.commission;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Matches a sale made in a span of time, on certain days of the week, at certain hours.
///
/// Beginnings are inclusive and ends exclusive. Days and hours are those of the clock in the zone;
/// hours that end before they begin go over midnight, and the day is the one on which the sale was
/// made.
///
/// @param days empty for every day
public record Timeframe(
        @Nullable Instant from,
        @Nullable Instant until,
        Set<DayOfWeek> days,
        int fromHour,
        int untilHour,
        ZoneId zone,
        @Nullable BigDecimal modifier)
        implements Condition {

    static final String ON = "timeframe";
    static final int HOURS = 24;

    public Timeframe {
        days = Set.copyOf(days);
        String problem = problem(from, until, fromHour, untilHour);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        modifier = Decimals.checkedModifier(modifier);
    }

    /// What is wrong with the bounds, or null.
    static @Nullable String problem(
            @Nullable Instant from, @Nullable Instant until, int fromHour, int untilHour) {
        if (from != null && until != null && !from.isBefore(until)) {
            return "until must be after from";
        }
        if (fromHour < 0 || fromHour >= HOURS || untilHour < 1 || untilHour > HOURS) {
            return "from_hour must be 0 to 23, until_hour 1 to 24";
        }
        return fromHour == untilHour ? "until_hour must differ from from_hour" : null;
    }

    @Override
    public String on() {
        return ON;
    }

    @Override
    public boolean matches(Sale sale, PromoterFigures figures) {
        ZonedDateTime local = sale.at().atZone(zone);
        return (from == null || !sale.at().isBefore(from))
                && (until == null || sale.at().isBefore(until))
                && (days.isEmpty() || days.contains(local.getDayOfWeek()))
                && isInHours(local.getHour());
    }

    private boolean isInHours(int hour) {
        return fromHour < untilHour
                ? hour >= fromHour && hour < untilHour
                : hour >= fromHour || hour < untilHour;
    }
}
