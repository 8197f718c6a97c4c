package com.afftok.management.trust.review;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A click as reviewers see it.
///
/// @param bucket the result of the rules, which no review changes
/// @param score from 0 to 1
/// @param ruleSet the version of the rules that scored it
/// @param address truncated, unless the edges store whole addresses
@Serdeable
record ReviewedClickView(
        String clickId,
        Instant clickedAt,
        long advertiserId,
        long offerId,
        long promoterId,
        long linkId,
        String bucket,
        BigDecimal score,
        int ruleSet,
        List<String> reasons,
        @Nullable String country,
        String device,
        @Nullable String browser,
        @Nullable String os,
        @Nullable String address,
        @Nullable String userAgent,
        @Nullable String referrer,
        @Nullable String source,
        @Nullable Review review) {

    /// The decision of a reviewer.
    @Serdeable
    record Review(String decision, String reason, long decidedBy, Instant decidedAt) {

        static @Nullable Review of(ReviewedClickRow row) {
            return row.decision() == null
                    ? null
                    : new Review(
                            row.decision(),
                            Objects.requireNonNull(row.decisionReason()),
                            Objects.requireNonNull(row.decidedBy()),
                            Objects.requireNonNull(row.decidedAt()));
        }
    }

    /// @param name its public id
    static ReviewedClickView of(ReviewedClickRow row, String name) {
        return new ReviewedClickView(
                name,
                row.clickedAt(),
                row.advertiserId(),
                row.offerId(),
                row.promoterId(),
                row.linkId(),
                row.bucket(),
                BigDecimal.valueOf(row.score(), 2),
                row.ruleSet(),
                row.reasons(),
                row.country(),
                row.device(),
                row.browser(),
                row.os(),
                row.address(),
                row.userAgent(),
                row.referrer(),
                row.source(),
                Review.of(row));
    }
}
