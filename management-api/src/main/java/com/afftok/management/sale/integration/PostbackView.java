package com.afftok.management.sale.integration;

import com.afftok.management.sale.conversion.ClickNames;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A postback as its advertiser sees it.
///
/// @param replayable whether it can be replayed
@Serdeable
record PostbackView(
        long id,
        Instant receivedAt,
        String mode,
        String outcome,
        @Nullable String errorCode,
        @Nullable String reason,
        @Nullable String transactionId,
        @Nullable String clickId,
        @Nullable Long conversionId,
        @Nullable Long replayOf,
        boolean replayable) {

    /// A postback with its parameters and the results of its replays.
    @Serdeable
    record Whole(
            PostbackView postback, Map<String, String> parameters, List<PostbackView> replays) {}

    static PostbackView of(PostbackRow row, ClickNames clicks) {
        return new PostbackView(
                row.id(),
                row.receivedAt(),
                row.mode(),
                row.outcome(),
                row.errorCode(),
                row.reason(),
                row.transactionId(),
                clicks.nameOf(row.clickId()),
                row.conversionId(),
                row.replayOf(),
                row.isRejected() && row.proven() && !row.dryRun() && !row.replayed());
    }
}
