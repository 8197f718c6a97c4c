package com.afftok.management.sale.decision.bulk;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A decision about many conversions.
///
/// @param advertiserId null: about conversions of all advertisers
/// @param conversions how many it is about
/// @param finishedAt null while some are not decided
@Introspected
record BulkRow(
        long id,
        @Nullable Long advertiserId,
        @Nullable Long userId,
        @Nullable Long adminId,
        String decision,
        @Nullable String reason,
        int conversions,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
