package com.afftok.edge.webhook.delivery;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event for one webhook, leased by this edge for an attempt.
///
/// @param attempt its number, from 1
/// @param secrets sealed, the newest first; empty if nothing is signed
/// @param event the event's name
/// @param happenedAt the time of the event
/// @param createdAt the time of the delivery in PostgreSQL
/// @param data the event's data, as JSON
/// @param values the data as texts, for the macros of a template; null for a webhook
public record Delivery(
        long id,
        int attempt,
        long webhook,
        long account,
        String url,
        List<SealedSecret> secrets,
        String event,
        Instant happenedAt,
        OffsetDateTime createdAt,
        String data,
        @Nullable JsonObject values) {

    /// The bytes of a secret; it is never logged.
    @SuppressWarnings("ArrayRecordComponent") // nobody compares secrets
    public record SealedSecret(byte[] bytes) {

        @Override
        public String toString() {
            return "SealedSecret";
        }
    }

    /// The id of the message, the same in all attempts. Receivers use it to detect repetitions.
    String messageId() {
        return "msg_" + id;
    }
}
