package com.afftok.management.access.key;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An API key, as the members of its account may see it.
///
/// @param createdBy the username of the member that made it
/// @param lastUsedAt to the minute; null if it was never used
@Introspected
record ApiKeyRow(
        long id,
        String name,
        List<String> scopes,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
