package com.afftok.management.sale.webhook;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A webhook or postback template as its owner sees it, without the secret.
///
/// @param restingUntil the time until which nothing is sent, after failures
/// @param previousSecretUntil the time until which the previous secret signs too
@Introspected
@Serdeable
record WebhookRow(
        long id,
        String kind,
        String url,
        List<String> events,
        @Nullable Long offerId,
        String status,
        int consecutiveFailures,
        @Nullable Instant pausedAt,
        @Nullable Instant restingUntil,
        @Nullable Instant previousSecretUntil,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    boolean isActive() {
        return status.equals("active");
    }
}
