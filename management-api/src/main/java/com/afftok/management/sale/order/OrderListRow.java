package com.afftok.management.sale.order;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A list of orders that was compared with conversions.
///
/// @param offerId null: of all offers
@Introspected
record OrderListRow(
        long id,
        long advertiserId,
        @Nullable Long offerId,
        @Nullable Long userId,
        @Nullable Long adminId,
        Instant fromTime,
        Instant toTime,
        int agree,
        int otherAmount,
        int missingHere,
        int missingThere,
        Instant createdAt) {}
