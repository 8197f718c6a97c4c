package com.afftok.edge.write;

import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.Device;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a number of clicks adds to the rollups, in the order of the keys.
final class Counts {

    private static final int SLOTS = 16;

    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    /// What the clicks of a rollup row have in common.
    record HourKey(long advertiser, long hour, long link, String country, Device device) {

        static final Comparator<HourKey> ORDER =
                Comparator.comparingLong(HourKey::advertiser)
                        .thenComparingLong(HourKey::hour)
                        .thenComparingLong(HourKey::link)
                        .thenComparing(HourKey::country)
                        .thenComparing(HourKey::device);

        OffsetDateTime time() {
            return Instant.ofEpochMilli(hour * HOUR_MILLIS).atOffset(ZoneOffset.UTC);
        }
    }

    /// A visitor's clicks on a link on a UTC day, of which one at most is a unique.
    record Visit(long advertiser, long link, long visitor, int day) {

        static final Comparator<Visit> ORDER =
                Comparator.comparingLong(Visit::advertiser)
                        .thenComparingLong(Visit::link)
                        .thenComparingLong(Visit::visitor)
                        .thenComparingInt(Visit::day);

        /// The partition of `click_visitors` in which the day has its turn.
        short slot() {
            return (short) (day % SLOTS);
        }
    }

    /// The clicks of one rollup row.
    static final class Hour {

        private final HourKey key;
        private final long offer;
        private final long promoter;
        private final long[] buckets = new long[1 + Bucket.values().length];
        private int row;

        Hour(HourKey key, ClickEvent first) {
            this.key = key;
            this.offer = first.offer().value();
            this.promoter = first.promoter().value();
        }

        HourKey key() {
            return key;
        }

        long offer() {
            return offer;
        }

        long promoter() {
            return promoter;
        }

        /// The place of this row among all of them.
        int row() {
            return row;
        }

        long of(Bucket bucket) {
            return buckets[bucket.code()];
        }

        long gross() {
            long gross = 0;
            for (long one : buckets) {
                gross += one;
            }
            return gross;
        }
    }

    /// A visit with the rollup row of its first click, which gets the unique.
    record First(Visit visit, Hour hour) {}

    private final List<Hour> hours;
    private final List<First> firsts;

    private Counts(List<Hour> hours, List<First> firsts) {
        this.hours = hours;
        this.firsts = firsts;
        firsts.sort(Comparator.comparing(First::visit, Visit.ORDER));
        hours.sort(Comparator.comparing(Hour::key, HourKey.ORDER));
        for (int row = 0; row < hours.size(); row++) {
            hours.get(row).row = row;
        }
    }

    /// Of clicks in the order of their time, which decides what a visitor's first click is.
    static Counts of(List<ClickEvent> clicks) {
        Map<HourKey, Hour> hours = new HashMap<>();
        Map<Visit, Hour> firsts = HashMap.newHashMap(clicks.size());
        for (ClickEvent click : clicks) {
            long advertiser = click.advertiser().value();
            long link = click.id().link().value();
            long millis = click.id().millis();
            HourKey key =
                    new HourKey(
                            advertiser,
                            millis / HOUR_MILLIS,
                            link,
                            click.country(),
                            click.device());
            Hour hour = hours.computeIfAbsent(key, k -> new Hour(k, click));
            hour.buckets[click.bucket().code()]++;
            if (click.bucket().billable()) {
                int day = (int) (millis / DAY_MILLIS);
                firsts.putIfAbsent(new Visit(advertiser, link, click.visitor(), day), hour);
            }
        }
        List<First> visits = new ArrayList<>(firsts.size());
        firsts.forEach((visit, hour) -> visits.add(new First(visit, hour)));
        return new Counts(new ArrayList<>(hours.values()), visits);
    }

    List<Hour> hours() {
        return hours;
    }

    List<First> firsts() {
        return firsts;
    }
}
