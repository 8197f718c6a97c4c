package com.afftok.management.tracking.click;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Period;
import com.afftok.management.platform.request.Tags;
import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.Device;
import com.afftok.shared.id.ClickId;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Filters of a list of clicks; null filters are ignored.
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
    private static final int LONGEST_PROGRAM = 100;

    ClickSearch {
        Fields fields = new Fields();
        Period.check(fields, from, to);
        Keyset.check(fields, cursor, ClickSearch::last, limit);
        fields.idOrNull("offer_id", offerId);
        fields.idOrNull("link_id", linkId);
        fields.idOrNull("promoter_id", promoterId);
        fields.idOrNull("advertiser_id", advertiserId);
        fields.oneOfOrNull("bucket", bucket, BUCKETS);
        fields.scoreOrNull("min_score", minScore);
        fields.countryOrNull("country", country);
        fields.oneOfOrNull("device", device, DEVICES);
        fields.textOrNull("browser", browser, 1, LONGEST_PROGRAM);
        fields.textOrNull("os", os, 1, LONGEST_PROGRAM);
        Tags.ofFilter(sub1, sub2, sub3, sub4, sub5, source).check(fields, 1);
        fields.end();
    }

    private static @Nullable ClickId last(@Nullable String cursor) {
        return Cursor.read(cursor, key -> ClickId.from(key.uuid(0)));
    }

    Tags tags() {
        return Tags.ofFilter(sub1, sub2, sub3, sub4, sub5, source);
    }

    /// The last click of the previous page.
    @Nullable ClickId last() {
        return last(cursor);
    }
}
