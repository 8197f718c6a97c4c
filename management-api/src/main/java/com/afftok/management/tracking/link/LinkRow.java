package com.afftok.management.tracking.link;

import com.afftok.management.platform.request.Tags;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A link with the counters of its clicks and conversions.
///
/// @param offerStopped `unfunded` while the prepayment or credit of the advertiser is used up
@Introspected
record LinkRow(
        long id,
        long offerId,
        String offerTitle,
        @Nullable String offerStopped,
        boolean byJoin,
        @Nullable String alias,
        @Nullable String deepLink,
        Tags tags,
        String status,
        @Nullable String statusReason,
        Instant expiresAt,
        int version,
        Instant createdAt,
        long clicks,
        long conversions,
        BigDecimal earned) {}
