package com.afftok.management.trust.audit;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An entry of the log; the values are JSON.
///
/// @param actorEmail an administrator's present email
@Introspected
record AuditRow(
        long id,
        Instant at,
        String actorKind,
        @Nullable Long actorId,
        @Nullable String actorEmail,
        String action,
        String objectType,
        String objectId,
        @Nullable String oldValue,
        @Nullable String newValue,
        @Nullable String requestId,
        @Nullable String ipAddress,
        @Nullable String userAgent) {}
