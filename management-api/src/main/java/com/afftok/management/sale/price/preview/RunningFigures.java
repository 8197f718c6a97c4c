package com.afftok.management.sale.price.preview;

import com.afftok.shared.commission.CapPeriod;
import com.afftok.shared.commission.Paid;
import com.afftok.shared.commission.PromoterFigures;
import com.afftok.shared.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A promoter's figures for an offer during a replay, in the order of its sales. They are what the
/// edge would read from the database before each.
final class RunningFigures {

    private static final Duration RECENT = Duration.ofDays(PromoterFigures.PERFORMANCE_DAYS);

    /// The sum of all clicks up to an hour, that hour included.
    private final NavigableMap<Instant, Long> clicks = new TreeMap<>();

    private final Deque<Instant> recent = new ArrayDeque<>();
    private final Map<CapPeriod, Sums> paid = new EnumMap<>(CapPeriod.class);
    private Instant month = Instant.MIN;
    private long monthSales;

    /// What was paid since the start of a period.
    private static final class Sums {

        private Instant start = Instant.MIN;
        private long conversions;
        private final Map<String, Money> amounts = new LinkedHashMap<>();

        private void begin(Instant at) {
            if (!start.equals(at)) {
                start = at;
                conversions = 0;
                amounts.clear();
            }
        }

        private void add(long count, Money amount) {
            conversions += count;
            amounts.merge(amount.currency().code(), amount, Money::plus);
        }

        private Paid paid() {
            return new Paid(conversions, new ArrayList<>(amounts.values()));
        }
    }

    /// Adds the clicks of an hour that is later than those before.
    void addClicks(Instant hour, long count) {
        Map.@Nullable Entry<Instant, Long> last = clicks.lastEntry();
        clicks.put(hour, count + (last == null ? 0 : last.getValue()));
    }

    /// Adds what was paid before the first sale.
    void addPaid(long conversions, Money amount) {
        sums(CapPeriod.TOTAL, Instant.EPOCH).add(conversions, amount);
    }

    /// The figures before a sale at a time, which is not earlier than the last one.
    PromoterFigures at(Instant time) {
        while (!recent.isEmpty() && recent.getFirst().isBefore(time.minus(RECENT))) {
            recent.removeFirst();
        }
        Map<CapPeriod, Paid> known = new EnumMap<>(CapPeriod.class);
        for (CapPeriod period : CapPeriod.values()) {
            known.put(period, sums(period, time).paid());
        }
        beginMonth(time);
        return new PromoterFigures(monthSales, clicksAt(time), recent.size(), known);
    }

    /// Adds a sale.
    ///
    /// @param isPaid whether it has a commission
    /// @param amount of the commission, less refunds
    void add(Instant time, boolean isPaid, Money amount) {
        recent.addLast(time);
        beginMonth(time);
        monthSales++;
        for (CapPeriod period : CapPeriod.values()) {
            sums(period, time).add(isPaid ? 1 : 0, amount);
        }
    }

    private void beginMonth(Instant time) {
        Instant start = CapPeriod.MONTH.start(time);
        if (!start.equals(month)) {
            month = start;
            monthSales = 0;
        }
    }

    private Sums sums(CapPeriod period, Instant time) {
        Sums sums = paid.computeIfAbsent(period, _ -> new Sums());
        sums.begin(period.start(time));
        return sums;
    }

    private long clicksAt(Instant time) {
        return upTo(clicks.floorEntry(time)) - upTo(clicks.lowerEntry(time.minus(RECENT)));
    }

    private static long upTo(Map.@Nullable Entry<Instant, Long> hour) {
        return hour == null ? 0 : hour.getValue();
    }
}
