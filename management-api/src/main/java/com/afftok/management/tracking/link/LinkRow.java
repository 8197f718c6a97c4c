package com.afftok.management.tracking.link;

import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A link with the counters of its clicks and conversions.
@Introspected
record LinkRow(
        long id,
        long offerId,
        String offerTitle,
        boolean byJoin,
        @Nullable String alias,
        @Nullable String deepLink,
        @Nullable String sub1,
        @Nullable String sub2,
        @Nullable String sub3,
        @Nullable String sub4,
        @Nullable String sub5,
        @Nullable String source,
        @Nullable String utmSource,
        @Nullable String utmMedium,
        @Nullable String utmCampaign,
        @Nullable String utmTerm,
        @Nullable String utmContent,
        String status,
        @Nullable String statusReason,
        Instant expiresAt,
        int version,
        Instant createdAt,
        long clicks,
        long conversions,
        BigDecimal earned) {}
