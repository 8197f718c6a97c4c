package com.afftok.edge.sale.pixel;

import com.afftok.edge.http.Answer;
import com.afftok.edge.link.Links;
import com.afftok.edge.sale.pixel.RecordPurchase.ClaimCeiling;
import com.afftok.edge.sale.queue.RecordOrQueue;
import com.afftok.edge.visitor.address.ClickKeys;
import com.afftok.edge.visitor.address.ClientAddress;
import com.afftok.shared.code.ClickCodes;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.List;

/// Composes the pixel, shared by all event loops of the edge.
public final class Pixels {

    /// About 10 MB.
    private static final int MOST_ROWS = 50_000;

    private final PixelScript script;
    private final PixelRoutes routes;
    private final WriteEvents write;

    public Pixels(
            Pool pool,
            Links links,
            ClickCodes clicks,
            ClickKeys keys,
            ClientAddress addresses,
            RecordOrQueue record,
            PixelSettings settings,
            Answer answer,
            InstantSource clock,
            MeterRegistry registry) {
        PixelMetrics metrics = new PixelMetrics(registry);
        EventCounts counts = new EventCounts(MOST_ROWS);
        this.script = new PixelScript(answer);
        this.routes =
                new PixelRoutes(
                        new ReadPixel(clicks),
                        new PixelLimits(settings, keys, System::nanoTime),
                        addresses,
                        new CountEvent(links, counts, metrics),
                        new RecordPurchase(links, record, new ClaimCeiling(settings.maxAmount())),
                        answer,
                        metrics,
                        clock);
        this.write = new WriteEvents(counts, pool, settings.writeEvery(), metrics);
    }

    public void mount(Router router) {
        script.mount(router);
        routes.mount(router);
    }

    /// The background parts.
    public List<Deployable> parts() {
        return List.of(write);
    }
}
