package com.afftok.management.sale.webhook;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One try of a delivery: its answer, or why there was none.
@Introspected
record AttemptRow(
        long deliveryId,
        int attempt,
        Instant attemptedAt,
        int durationMs,
        @Nullable Integer statusCode,
        @Nullable String response,
        @Nullable String error) {}
