package com.afftok.management.network;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A network, as the database has it and everybody sees it.
@Introspected
@Serdeable
record NetworkRow(
        long id,
        String name,
        @Nullable String description,
        @Nullable String websiteUrl,
        @Nullable String logoUrl,
        String status,
        int version,
        Instant createdAt) {}
