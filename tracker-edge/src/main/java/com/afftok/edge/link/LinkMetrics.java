package com.afftok.edge.link;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

/// How often PostgreSQL was asked for a link or an alias.
public final class LinkMetrics {

    private LinkMetrics() {}

    public static void bind(MeterRegistry registry, Links links) {
        FunctionCounter.builder("afftok_link_queries", links, Links::queries)
                .description("Questions to PostgreSQL for a link or an alias")
                .register(registry);
    }
}
