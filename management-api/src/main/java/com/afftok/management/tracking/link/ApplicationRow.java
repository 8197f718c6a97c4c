package com.afftok.management.tracking.link;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A promoter's application to an offer, as the advertiser sees it.
///
/// @param id of the link created by joining
@Introspected
@Serdeable
record ApplicationRow(
        long id,
        long offerId,
        long promoterId,
        String username,
        String country,
        List<String> audienceCountries,
        String status,
        @Nullable String statusReason,
        Instant appliedAt) {}
