package com.afftok.management.tracking.click;

import com.afftok.management.platform.request.Tags;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A click without data that identifies the shopper.
@Introspected
record ClickRow(
        UUID clickId,
        Instant clickedAt,
        long linkId,
        long offerId,
        long promoterId,
        String bucket,
        int score,
        List<String> reasons,
        @Nullable String country,
        String device,
        @Nullable String browser,
        @Nullable String os,
        @Nullable String referrer,
        Tags tags) {}
