package com.afftok.management.trust.audit;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An entry of the log as administrators see it.
@Serdeable
record AuditView(
        long id,
        Instant at,
        Actor actor,
        String action,
        String objectType,
        String objectId,
        @Nullable JsonNode oldValue,
        @Nullable JsonNode newValue,
        @Nullable String requestId,
        @Nullable String ipAddress,
        @Nullable String userAgent) {

    /// The actor.
    ///
    /// @param kind `admin`, `user` or `system`, which has no id
    /// @param email an administrator's
    @Serdeable
    record Actor(String kind, @Nullable Long id, @Nullable String email) {}
}
