package com.afftok.management.access.session;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An open session, as its owner may see it.
@Introspected
record SessionInUse(
        UUID id,
        @Nullable String device,
        @Nullable String address,
        @Nullable String country,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt) {}
