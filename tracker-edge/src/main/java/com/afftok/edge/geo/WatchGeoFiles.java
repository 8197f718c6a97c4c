package com.afftok.edge.geo;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the geo files at regular intervals, off the event loops.
public final class WatchGeoFiles extends VerticleBase {

    private static final Logger log = LoggerFactory.getLogger(WatchGeoFiles.class);

    private final Duration interval;
    private final CountryFile countries;
    private final DataCentres dataCentres;
    private boolean looking;

    public WatchGeoFiles(Duration interval, CountryFile countries, DataCentres dataCentres) {
        this.interval = interval;
        this.countries = countries;
        this.dataCentres = dataCentres;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(interval.toMillis(), _ -> look());
        return Future.succeededFuture();
    }

    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        vertx.executeBlocking(
                        () -> {
                            countries.poll();
                            dataCentres.poll();
                            return true;
                        })
                .onComplete(look -> {
                    looking = false;
                    if (look.failed()) {
                        log.atError().setCause(look.cause()).log("geo files cannot be looked at");
                    }
                });
    }
}
