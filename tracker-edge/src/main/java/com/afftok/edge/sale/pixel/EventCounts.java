package com.afftok.edge.sale.pixel;

import com.afftok.edge.link.Link;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Counts since the last write, per hour, link and event. Thread-safe.
///
/// At the bound, events that would need a new row are not counted.
final class EventCounts {

    /// A row of the rollup.
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

    /// Returns all counts, and resets them.
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

    /// Events other than purchases, in any case. Unknown names share one value, so that visitors
    /// cannot create rows.
    enum PixelEvent {
        PAGE_VIEW("PageView", "page_view"),
        VIEW_CONTENT("ViewContent", "view_content"),
        SEARCH("Search", "search"),
        ADD_TO_CART("AddToCart", "add_to_cart"),
        BEGIN_CHECKOUT("BeginCheckout", "begin_checkout"),
        LEAD("Lead", "lead"),
        SIGN_UP("SignUp", "sign_up"),
        SUBSCRIBE("Subscribe", "subscribe"),
        OTHER("", "other");

        private static final Map<String, PixelEvent> BY_NAME =
                Arrays.stream(values())
                        .collect(
                                Collectors.toMap(event -> folded(event.name), Function.identity()));

        private final String name;
        private final String label;

        PixelEvent(String name, String label) {
            this.name = name;
            this.label = label;
        }

        static PixelEvent of(String name) {
            return BY_NAME.getOrDefault(folded(name), OTHER);
        }

        private static String folded(String name) {
            return name.toLowerCase(Locale.ROOT);
        }

        /// The name in the database.
        String label() {
            return label;
        }
    }
}
