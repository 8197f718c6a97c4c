package com.afftok.shared.commission;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Matches a sale by its time: a period, days of the week, hours of the day.
///
/// Beginnings are inclusive and ends exclusive. Days and hours are local to the zone. Hours that
/// end before they begin span midnight, and the day is that of the sale.
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
        check("until", untilProblem(from, until));
        check("until_hour", untilHourProblem(fromHour, untilHour));
        modifier = Decimals.checkedModifier(modifier);
    }

    /// The problem of the end of the period, or null.
    static @Nullable String untilProblem(@Nullable Instant from, @Nullable Instant until) {
        return from != null && until != null && !from.isBefore(until) ? "must be after from" : null;
    }

    /// The problem of the hours, or null.
    static @Nullable String untilHourProblem(int fromHour, int untilHour) {
        if (fromHour < 0 || fromHour >= HOURS || untilHour < 1 || untilHour > HOURS) {
            return "must be 1 to 24, and from_hour 0 to 23";
        }
        return fromHour == untilHour ? "must differ from from_hour" : null;
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

    @Override
    public boolean covers(Condition other) {
        return other instanceof Timeframe time
                && (from == null || (time.from != null && !from.isAfter(time.from)))
                && (until == null || (time.until != null && !until.isBefore(time.until)))
                && coversDaysAndHours(time);
    }

    private boolean coversDaysAndHours(Timeframe other) {
        boolean always = fromHour == 0 && untilHour == HOURS;
        if (days.isEmpty() && always) {
            return true;
        }
        return zone.equals(other.zone)
                && (days.isEmpty() || (!other.days.isEmpty() && days.containsAll(other.days)))
                && (always || (fromHour == other.fromHour && untilHour == other.untilHour));
    }

    private boolean isInHours(int hour) {
        return fromHour < untilHour
                ? hour >= fromHour && hour < untilHour
                : hour >= fromHour || hour < untilHour;
    }

    private static void check(String field, @Nullable String problem) {
        if (problem != null) {
            throw new IllegalArgumentException(field + " " + problem);
        }
    }
}
