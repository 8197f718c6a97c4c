package com.afftok.management.sale.webhook;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A delivery, an event for one webhook, with all attempts.
///
/// @param messageId the value of the header `webhook-id`
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

    /// An attempt: status and beginning of the answer, or the reason for no answer.
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
