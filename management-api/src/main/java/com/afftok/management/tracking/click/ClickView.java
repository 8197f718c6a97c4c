package com.afftok.management.tracking.click;

import com.afftok.management.platform.request.Tags;
import com.afftok.management.sale.conversion.ClickNames;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A click and its result.
///
/// @param bucket how it was counted; `valid` and `suspicious` are billable
/// @param score of fraud, from 0 to 1
/// @param reasons of the score
@Serdeable
record ClickView(
        String clickId,
        Instant clickedAt,
        long linkId,
        long offerId,
        long promoterId,
        String bucket,
        BigDecimal score,
        List<String> reasons,
        @Nullable String country,
        String device,
        @Nullable String browser,
        @Nullable String os,
        @Nullable String referrer,
        @JsonUnwrapped Tags tags) {

    static ClickView of(ClickRow row, ClickNames names) {
        return new ClickView(
                names.name(row.clickId()),
                row.clickedAt(),
                row.linkId(),
                row.offerId(),
                row.promoterId(),
                row.bucket(),
                BigDecimal.valueOf(row.score(), 2),
                row.reasons(),
                row.country(),
                row.device(),
                row.browser(),
                row.os(),
                row.referrer(),
                row.tags());
    }
}
