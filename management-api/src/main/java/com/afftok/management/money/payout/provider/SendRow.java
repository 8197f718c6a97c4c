package com.afftok.management.money.payout.provider;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A payout that a provider pays.
///
/// @param asked how often the provider was asked
/// @param nextAt when it is asked again
@Introspected
record SendRow(
        long payoutId,
        String provider,
        String status,
        int asked,
        @Nullable Instant nextAt,
        @Nullable String lastAnswer,
        long sentBy,
        Instant createdAt) {}
