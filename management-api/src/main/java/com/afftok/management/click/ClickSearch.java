package com.afftok.management.click;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Paging;
import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.Device;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which clicks somebody looks for; what is absent makes no difference.
@Introspected
record ClickSearch(
        @QueryValue @Nullable Instant from,
        @QueryValue @Nullable Instant to,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit,
        @QueryValue("offer_id") @Nullable Long offerId,
        @QueryValue("link_id") @Nullable Long linkId,
        @QueryValue("promoter_id") @Nullable Long promoterId,
        @QueryValue("advertiser_id") @Nullable Long advertiserId,
        @QueryValue @Nullable String bucket,
        @QueryValue("min_score") @Nullable BigDecimal minScore,
        @QueryValue @Nullable String country,
        @QueryValue @Nullable String device,
        @QueryValue @Nullable String browser,
        @QueryValue @Nullable String os,
        @QueryValue @Nullable String source,
        @QueryValue @Nullable String sub1,
        @QueryValue @Nullable String sub2,
        @QueryValue @Nullable String sub3,
        @QueryValue @Nullable String sub4,
        @QueryValue @Nullable String sub5) {

    private static final Set<String> BUCKETS =
            Arrays.stream(Bucket.values()).map(Bucket::label).collect(Collectors.toSet());
    private static final Set<String> DEVICES =
            Arrays.stream(Device.values()).map(Device::label).collect(Collectors.toSet());
    private static final int LONGEST_TAG = 100;
    private static final int SCORE_DECIMALS = 2;

    /// Notes what is wrong with it, but for the period and the cursor, and reads how many are
    /// wanted.
    int check(Checks checks) {
        checks.oneOf("bucket", bucket, BUCKETS)
                .oneOf("device", device, DEVICES)
                .that(
                        minScore == null || isScore(minScore),
                        "min_score",
                        "must be from 0 to 1, with at most 2 decimals");
        checks.id("offer_id", offerId)
                .id("link_id", linkId)
                .id("promoter_id", promoterId)
                .id("advertiser_id", advertiserId);
        if (country != null) {
            checks.country("country", country);
        }
        text(checks, "browser", browser);
        text(checks, "os", os);
        text(checks, "source", source);
        text(checks, "sub1", sub1);
        text(checks, "sub2", sub2);
        text(checks, "sub3", sub3);
        text(checks, "sub4", sub4);
        text(checks, "sub5", sub5);
        return Paging.limit(limit, checks);
    }

    private static void text(Checks checks, String name, @Nullable String value) {
        if (value != null) {
            checks.text(name, value, 1, LONGEST_TAG);
        }
    }

    private static boolean isScore(BigDecimal value) {
        return value.signum() >= 0
                && value.compareTo(BigDecimal.ONE) <= 0
                && value.stripTrailingZeros().scale() <= SCORE_DECIMALS;
    }

    /// The lowest score in hundredths, as clicks are kept with it.
    @Nullable Integer lowestScore() {
        return minScore == null ? null : minScore.movePointRight(SCORE_DECIMALS).intValueExact();
    }
}
