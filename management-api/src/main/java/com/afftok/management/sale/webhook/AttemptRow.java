package com.afftok.management.sale.webhook;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An attempt at a delivery: the answer, or the reason for no answer.
@Introspected
record AttemptRow(
        long deliveryId,
        int attempt,
        Instant attemptedAt,
        int durationMs,
        @Nullable Integer statusCode,
        @Nullable String response,
        @Nullable String error) {}
