package com.afftok.edge.visitor.geo;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/// Metrics of the country service.
public final class CountryMetrics {

    private CountryMetrics() {}

    public static void bind(MeterRegistry registry, CountryService service) {
        questions(registry, "answered", service, asked -> asked.counts().answered());
        questions(registry, "failed", service, asked -> asked.counts().failed());
        questions(registry, "dropped", service, asked -> asked.counts().dropped());
        Gauge.builder("afftok_country_service_paused", service, asked -> asked.isPaused() ? 1 : 0)
                .description("Whether the country service failed and is left alone for a while")
                .register(registry);
    }

    private static void questions(
            MeterRegistry registry,
            String result,
            CountryService service,
            ToDoubleFunction<CountryService> count) {
        FunctionCounter.builder("afftok_country_questions", service, count)
                .description("Countries that the file didn't know, by what came of asking outside")
                .tag("result", result)
                .register(registry);
    }
}
