package com.afftok.edge.sale.pixel;

import com.afftok.edge.link.Link;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What happened since it was last written, counted per hour, link and event. Safe for any number
/// of threads.
///
/// At the bound what has no row yet is not counted.
final class EventCounts {

    /// One row of the rollup.
    record Row(
            long advertiser,
            Instant hour,
            long link,
            PixelEvent event,
            long offer,
            long promoter,
            long count) {}

    private record Key(long advertiser, Instant hour, long link, PixelEvent event) {}

    private static final class Count {

        private final long offer;
        private final long promoter;
        private long count;

        Count(long offer, long promoter) {
            this.offer = offer;
            this.promoter = promoter;
        }
    }

    private final int mostRows;
    private Map<Key, Count> counts = new HashMap<>();

    EventCounts(int mostRows) {
        this.mostRows = mostRows;
    }

    /// Whether it was counted.
    boolean add(Link link, PixelEvent event, Instant time) {
        return add(
                new Row(
                        link.advertiser().value(),
                        time.truncatedTo(ChronoUnit.HOURS),
                        link.id().value(),
                        event,
                        link.offer().value(),
                        link.promoter().value(),
                        1));
    }

    /// Whether it was counted.
    synchronized boolean add(Row row) {
        Key key = new Key(row.advertiser, row.hour, row.link, row.event);
        Count count = counts.get(key);
        if (count == null) {
            if (counts.size() >= mostRows) {
                return false;
            }
            count = new Count(row.offer, row.promoter);
            counts.put(key, count);
        }
        count.count += row.count;
        return true;
    }

    /// All that is counted, which begins anew.
    List<Row> take() {
        List<Row> rows = new ArrayList<>();
        taken().forEach((key, count) ->
                rows.add(
                        new Row(
                                key.advertiser,
                                key.hour,
                                key.link,
                                key.event,
                                count.offer,
                                count.promoter,
                                count.count)));
        return rows;
    }

    private synchronized Map<Key, Count> taken() {
        Map<Key, Count> taken = counts;
        counts = new HashMap<>();
        return taken;
    }
}
