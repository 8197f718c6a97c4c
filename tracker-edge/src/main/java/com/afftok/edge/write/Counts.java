package com.afftok.edge.write;

import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.Device;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The increments of rollups by a list of clicks, in the order of the keys.
final class Counts {

    private static final long HOUR_MILLIS = 3_600_000;

    /// The key of a rollup row.
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

    /// The clicks of one rollup row.
    static final class Hour {

        private final HourKey key;
        private final long offer;
        private final long promoter;
        private final long[] buckets = new long[1 + Bucket.values().length];
        private long uniques;

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

        long uniques() {
            return uniques;
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

    private final List<Hour> hours;

    private Counts(List<Hour> hours) {
        this.hours = hours;
        hours.sort(Comparator.comparing(Hour::key, HourKey.ORDER));
    }

    /// @param firsts the clicks that are uniques
    static Counts of(List<ClickEvent> clicks, BitSet firsts) {
        Map<HourKey, Hour> hours = new HashMap<>();
        for (int i = 0; i < clicks.size(); i++) {
            ClickEvent click = clicks.get(i);
            HourKey key =
                    new HourKey(
                            click.advertiser().value(),
                            click.id().millis() / HOUR_MILLIS,
                            click.id().link().value(),
                            click.country(),
                            click.device());
            Hour hour = hours.computeIfAbsent(key, k -> new Hour(k, click));
            hour.buckets[click.bucket().code()]++;
            hour.uniques += firsts.get(i) ? 1 : 0;
        }
        return new Counts(new ArrayList<>(hours.values()));
    }

    List<Hour> hours() {
        return hours;
    }
}
