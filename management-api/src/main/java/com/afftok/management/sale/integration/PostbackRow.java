package com.afftok.management.sale.integration;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A received postback without its parameters.
///
/// @param proven whether it was signed with a secret of the advertiser
/// @param dryRun whether it was sent as a dry run
/// @param replayed whether a replay has recorded the sale, or found it recorded
@Introspected
record PostbackRow(
        long id,
        Instant receivedAt,
        String mode,
        String outcome,
        @Nullable String errorCode,
        @Nullable String reason,
        @Nullable String transactionId,
        @Nullable UUID clickId,
        @Nullable Long conversionId,
        @Nullable Long replayOf,
        boolean proven,
        boolean dryRun,
        boolean replayed) {

    boolean isRejected() {
        return outcome.equals("rejected");
    }
}
