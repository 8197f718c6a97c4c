package com.afftok.management.audit;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of the log as the database has it; the values are JSON.
@Introspected
record AuditRow(
        long id,
        Instant at,
        String actorKind,
        @Nullable Long actorId,
        String action,
        String objectType,
        String objectId,
        @Nullable String oldValue,
        @Nullable String newValue,
        @Nullable String requestId) {}
