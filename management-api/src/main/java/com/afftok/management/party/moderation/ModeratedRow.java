package com.afftok.management.party.moderation;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user without private data, and one of its accounts: the one that it owns for the longest time,
/// or else is a member of. Null if it has none.
@Introspected
record ModeratedRow(
        long id,
        @Nullable Long accountId,
        String username,
        @Nullable String email,
        @Nullable String phone,
        String fullName,
        @Nullable String role,
        String status,
        @Nullable String country,
        List<String> audienceCountries,
        @Nullable String uniqueCode,
        @Nullable Long recruiterId,
        int points,
        int level,
        int version,
        Instant createdAt,
        @Nullable Instant lastLoginAt) {}
