package com.afftok.management.sale.decision.bulk;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The progress of a decision about many conversions.
///
/// @param waiting the number of those not decided yet
/// @param finishedAt null while it is in progress
@Serdeable
record BulkView(
        long id,
        String decision,
        @Nullable String reason,
        int conversions,
        int waiting,
        int moved,
        int unchanged,
        int refused,
        int unknown,
        int failed,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    static BulkView begun(BulkRow row) {
        return of(row, Map.of("", row.conversions()));
    }

    /// @param fates the number of conversions by fate; of those not decided under the empty text
    static BulkView of(BulkRow row, Map<String, Integer> fates) {
        return new BulkView(
                row.id(),
                row.decision(),
                row.reason(),
                row.conversions(),
                fates.getOrDefault("", 0),
                count(fates, Fate.MOVED),
                count(fates, Fate.UNCHANGED),
                count(fates, Fate.REFUSED),
                count(fates, Fate.UNKNOWN),
                count(fates, Fate.FAILED),
                row.createdAt(),
                row.finishedAt());
    }

    private static int count(Map<String, Integer> fates, Fate fate) {
        return fates.getOrDefault(fate.label(), 0);
    }
}
