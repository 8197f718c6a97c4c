package com.afftok.management.party.moderation;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user without private data.
@Introspected
record ModeratedRow(
        long id,
        long accountId,
        String username,
        @Nullable String email,
        @Nullable String phone,
        String fullName,
        String role,
        String status,
        String country,
        List<String> audienceCountries,
        String uniqueCode,
        @Nullable Long recruiterId,
        int points,
        int level,
        int version,
        Instant createdAt,
        @Nullable Instant lastLoginAt) {}
