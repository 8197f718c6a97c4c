package com.afftok.edge.sale.pixel;

import com.afftok.edge.link.Link;
import com.afftok.edge.link.LinkLookup;
import com.afftok.edge.link.Links;
import com.afftok.edge.sale.pixel.EventCounts.PixelEvent;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Counts an event for the link of its click.
final class CountEvent {

    /// The longest time for which browsers store a click.
    private static final Duration OLDEST_CLICK = Duration.ofDays(90);

    private final Links links;
    private final EventCounts counts;
    private final PixelMetrics metrics;

    CountEvent(Links links, EventCounts counts, PixelMetrics metrics) {
        this.links = links;
        this.counts = counts;
        this.metrics = metrics;
    }

    Future<PixelOutcome> execute(PixelEvent event, @Nullable ClickId click, Instant now) {
        if (click == null) {
            return Future.succeededFuture(PixelOutcome.IGNORED);
        }
        if (click.time().isBefore(now.minus(OLDEST_CLICK))) {
            return Future.succeededFuture(PixelOutcome.Refused.of(ErrorCode.CONV_003));
        }
        LinkId id = click.link();
        LinkLookup known = links.known(id);
        return (known == null ? links.find(id) : Future.succeededFuture(known))
                .map(found ->
                        switch (found) {
                            case LinkLookup.Found(Link link, _, _) -> count(link, event, now);
                            case LinkLookup.Unknown _ ->
                                    PixelOutcome.Refused.of(ErrorCode.CONV_004);
                            case LinkLookup.Unreachable _ ->
                                    PixelOutcome.Refused.of(ErrorCode.DB_001);
                        });
    }

    private PixelOutcome count(Link link, PixelEvent event, Instant now) {
        if (counts.add(link, event, now)) {
            return PixelOutcome.COUNTED;
        }
        metrics.uncounted(1);
        return PixelOutcome.IGNORED;
    }
}
