package com.afftok.management.party.account;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account as its members see it.
@Introspected
@Serdeable
record AccountRow(
        long id,
        String kind,
        @Nullable String name,
        String country,
        List<String> audienceCountries,
        String uniqueCode,
        int points,
        int level,
        int version,
        Instant createdAt) {}
