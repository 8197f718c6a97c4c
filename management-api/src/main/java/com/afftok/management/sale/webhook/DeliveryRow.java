package com.afftok.management.sale.webhook;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The columns of a delivery: an event for one webhook.
@Introspected
record DeliveryRow(
        long id,
        String event,
        String status,
        @Nullable Instant nextAttemptAt,
        Instant giveUpAt,
        @Nullable Instant finishedAt,
        Instant createdAt) {}
