package com.afftok.shared.commission;

import com.afftok.shared.document.Flaw;
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
    static Flaw.@Nullable Found untilProblem(@Nullable Instant from, @Nullable Instant until) {
        return from != null && until != null && !from.isBefore(until)
                ? Flaw.NOT_AFTER_OTHER.with("from")
                : null;
    }

    /// The problem of the hours, or null.
    static Flaw.@Nullable Found untilHourProblem(int fromHour, int untilHour) {
        if (fromHour < 0 || fromHour >= HOURS || untilHour < 1 || untilHour > HOURS) {
            return Flaw.NOT_HOURS.with();
        }
        return fromHour == untilHour ? Flaw.NOT_ANOTHER.with("from_hour") : null;
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

    private static void check(String field, Flaw.@Nullable Found problem) {
        if (problem != null) {
            throw new IllegalArgumentException(field + " " + problem.message());
        }
    }
}
