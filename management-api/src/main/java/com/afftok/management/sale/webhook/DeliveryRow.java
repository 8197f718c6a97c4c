package com.afftok.management.sale.webhook;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One event on its way to a webhook, as the database has it.
@Introspected
record DeliveryRow(
        long id,
        String event,
        String status,
        @Nullable Instant nextAttemptAt,
        Instant giveUpAt,
        @Nullable Instant finishedAt,
        Instant createdAt) {}
