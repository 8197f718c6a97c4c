package com.afftok.edge.visitor.geo;

import com.afftok.edge.file.PeriodicLook;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/// Checks the geo files for changes at regular intervals.
public final class WatchGeoFiles extends VerticleBase {

    private final Duration interval;
    private final CountryFile countries;
    private final DataCentres dataCentres;

    public WatchGeoFiles(Duration interval, CountryFile countries, DataCentres dataCentres) {
        this.interval = interval;
        this.countries = countries;
        this.dataCentres = dataCentres;
    }

    @Override
    public Future<?> start() {
        PeriodicLook.begin(vertx, interval, this::look);
        return Future.succeededFuture();
    }

    private void look() {
        countries.poll();
        dataCentres.poll();
    }
}
