package com.afftok.edge.webhook.delivery;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event on its way to one webhook, taken by this edge for one attempt.
///
/// @param attempt its number, from 1
/// @param secrets sealed, the newest first; none where nothing is signed
/// @param event the event's name
/// @param happenedAt when the event was written
/// @param createdAt when the delivery was made, as PostgreSQL has it
/// @param data the event's data, as JSON
/// @param values the same for the macros of a template, all of them as text; null for a webhook
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

    /// The bytes of a secret that is not to be seen here.
    @SuppressWarnings("ArrayRecordComponent") // nobody compares secrets
    public record SealedSecret(byte[] bytes) {

        @Override
        public String toString() {
            return "SealedSecret";
        }
    }

    /// The same over all attempts, by which a receiver knows what it has had already.
    String messageId() {
        return "msg_" + id;
    }
}
