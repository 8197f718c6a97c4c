package com.afftok.management.tracking.click;

import com.afftok.management.sale.conversion.ClickNames;
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
        @Nullable String utmContent) {

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
                row.sub1(),
                row.sub2(),
                row.sub3(),
                row.sub4(),
                row.sub5(),
                row.source(),
                row.utmSource(),
                row.utmMedium(),
                row.utmCampaign(),
                row.utmTerm(),
                row.utmContent());
    }
}
