package com.afftok.management.trust.block;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Introspected
record BlockedNetworkRow(
        String network,
        String reason,
        @Nullable Instant blockedUntil,
        @Nullable Long createdBy,
        Instant createdAt) {}
