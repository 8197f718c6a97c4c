package com.afftok.management.trust.review;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A click with its review.
///
/// @param score in hundredths
/// @param address as stored, possibly truncated
@Introspected
record ReviewedClickRow(
        long advertiserId,
        UUID clickId,
        Instant clickedAt,
        long linkId,
        long offerId,
        long promoterId,
        String bucket,
        int score,
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
        @Nullable String decision,
        @Nullable String decisionReason,
        @Nullable Long decidedBy,
        @Nullable Instant decidedAt) {}
