package com.afftok.edge.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import java.util.concurrent.atomic.AtomicInteger;

/// Limits the visitor connections of all event loops together. A connection beyond the limit is
/// closed immediately, and counted.
public final class ConnectionLimit implements Handler<HttpConnection> {

    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final Counter refused;

    public ConnectionLimit(int most, MeterRegistry registry) {
        this.most = most;
        this.refused =
                Counter.builder("afftok_connections_refused")
                        .description("Connections closed at once because too many were open")
                        .register(registry);
        Gauge.builder("afftok_connections_open", open, AtomicInteger::get)
                .description("Open connections of the public server")
                .register(registry);
    }

    @Override
    public void handle(HttpConnection connection) {
        connection.closeHandler(_ -> open.decrementAndGet());
        if (open.incrementAndGet() > most) {
            refused.increment();
            connection.close();
        }
    }
}
