package com.afftok.management.fraud;

import com.afftok.management.answer.Checks;
import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.FraudReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which clicks are asked for.
///
/// @param min the lowest score in hundredths
/// @param cursor the last click that was seen
record ClickFilter(
        int min,
        int max,
        Instant from,
        Instant until,
        @Nullable String bucket,
        @Nullable String reason,
        @Nullable Long offer,
        @Nullable Long promoter,
        @Nullable Boolean reviewed,
        @Nullable String cursor,
        int limit) {

    /// From which on clicks are listed: they are flagged by the rules that come with the product.
    private static final int LISTED = 20;

    private static final int MOST = 100;
    private static final Duration DEFAULT_SPAN = Duration.ofDays(30);

    static ClickFilter read(ReadQuery query, Checks checks, Instant now) {
        int min = query.score("min_score", LISTED);
        int max = query.score("max_score", MOST);
        Instant from = query.time("from");
        Instant until = query.time("to");
        Instant end = until == null ? now.plus(Duration.ofDays(1)) : until;
        Instant begin = from == null ? end.minus(DEFAULT_SPAN) : from;
        checks.that(min >= LISTED, "min_score", "must be at least 0.20")
                .that(min <= max, "max_score", "must not be below min_score")
                .that(begin.isBefore(end), "to", "must be after from");
        return new ClickFilter(
                min,
                max,
                begin,
                end,
                query.oneOf("bucket", Arrays.stream(Bucket.values()).map(Bucket::label).toList()),
                query.oneOf("reason", reasons()),
                query.id("offer_id"),
                query.id("promoter_id"),
                query.flag("reviewed"),
                query.text("cursor"),
                query.limit());
    }

    private static List<String> reasons() {
        return Arrays.stream(FraudReason.values()).map(FraudReason::label).toList();
    }
}
