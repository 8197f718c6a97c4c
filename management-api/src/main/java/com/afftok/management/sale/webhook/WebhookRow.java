package com.afftok.management.sale.webhook;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A webhook or postback template as its owner sees it: all but the secret.
///
/// @param restingUntil after failures nothing is sent until then
/// @param previousSecretUntil messages are signed with the previous secret, too, until then
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
