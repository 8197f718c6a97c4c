package com.afftok.management.sale.webhook;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event on its way to a webhook, with each attempt.
///
/// @param messageId what its receiver finds in `webhook-id`
@Serdeable
record DeliveryView(
        long id,
        String messageId,
        String event,
        String status,
        @Nullable Instant nextAttemptAt,
        Instant giveUpAt,
        @Nullable Instant finishedAt,
        Instant createdAt,
        List<Attempt> attempts) {

    /// One try: its answer's status and beginning, or why there was none.
    @Serdeable
    record Attempt(
            int attempt,
            Instant attemptedAt,
            int durationMs,
            @Nullable Integer statusCode,
            @Nullable String response,
            @Nullable String error) {

        static Attempt of(AttemptRow row) {
            return new Attempt(
                    row.attempt(),
                    row.attemptedAt(),
                    row.durationMs(),
                    row.statusCode(),
                    row.response(),
                    row.error());
        }
    }

    static DeliveryView of(DeliveryRow row, List<AttemptRow> attempts) {
        return new DeliveryView(
                row.id(),
                "msg_" + row.id(),
                row.event(),
                row.status(),
                row.nextAttemptAt(),
                row.giveUpAt(),
                row.finishedAt(),
                row.createdAt(),
                attempts.stream()
                        .filter(attempt -> attempt.deliveryId() == row.id())
                        .map(Attempt::of)
                        .toList());
    }
}
