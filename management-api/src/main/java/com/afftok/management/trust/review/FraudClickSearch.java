package com.afftok.management.trust.review;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.InvalidRequest;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.FraudReason;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Filters of a list of clicks, sorted by score in descending order.
@Introspected
record FraudClickSearch(
        @QueryValue("min_score") @Nullable BigDecimal minScore,
        @QueryValue("max_score") @Nullable BigDecimal maxScore,
        @QueryValue @Nullable Instant from,
        @QueryValue @Nullable Instant to,
        @QueryValue @Nullable String bucket,
        @QueryValue @Nullable String reason,
        @QueryValue("offer_id") @Nullable Long offerId,
        @QueryValue("promoter_id") @Nullable Long promoterId,
        @QueryValue @Nullable String reviewed,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    /// The lowest score that is listed: the bundled rules flag clicks from it on.
    static final int LISTED = 20;

    private static final int HIGHEST = 100;
    private static final Duration USUAL_SPAN = Duration.ofDays(30);

    private static final List<String> BUCKETS =
            Arrays.stream(Bucket.values()).map(Bucket::label).toList();
    private static final List<String> REASONS =
            Arrays.stream(FraudReason.values()).map(FraudReason::label).toList();

    FraudClickSearch {
        Fields fields = new Fields();
        fields.scoreOrNull("min_score", minScore);
        fields.scoreOrNull("max_score", maxScore);
        if (fields.problems().isEmpty()) {
            int least = hundredths(minScore, LISTED);
            fields.check(
                            least >= LISTED,
                            "min_score",
                            Problem.OUT_OF_RANGE,
                            BigDecimal.valueOf(LISTED, 2),
                            1)
                    .check(
                            least <= hundredths(maxScore, HIGHEST),
                            "max_score",
                            Problem.BELOW_OTHER,
                            "min_score");
        }
        fields.timeOrNull("from", from);
        fields.timeOrNull("to", to);
        fields.oneOfOrNull("bucket", bucket, BUCKETS);
        fields.oneOfOrNull("reason", reason, REASONS);
        fields.idOrNull("offer_id", offerId);
        fields.idOrNull("promoter_id", promoterId);
        fields.flagOrNull("reviewed", reviewed);
        Keyset.check(fields, cursor, Last::of, limit);
        fields.end();
    }

    /// The last click of the previous page.
    record Last(int score, UUID click) {

        static @Nullable Last of(@Nullable String cursor) {
            return Cursor.read(
                    cursor, key -> new Last(Math.toIntExact(key.number(0)), key.uuid(1)));
        }
    }

    /// The period of the clicks: by default the 30 days up to tomorrow.
    record Span(Instant from, Instant to) {}

    /// @throws InvalidRequest if the end is before the start
    Span span(Instant now) {
        Instant end = Objects.requireNonNullElse(to, now.plus(Duration.ofDays(1)));
        Instant begin = Objects.requireNonNullElse(from, end.minus(USUAL_SPAN));
        Fields fields = new Fields();
        fields.check(begin.isBefore(end), "to", Problem.NOT_AFTER_OTHER, "from");
        fields.end();
        return new Span(begin, end);
    }

    int least() {
        return hundredths(minScore, LISTED);
    }

    int most() {
        return hundredths(maxScore, HIGHEST);
    }

    private static int hundredths(@Nullable BigDecimal score, int usual) {
        return Objects.requireNonNullElse(Fields.hundredths(score), usual);
    }

    @Nullable Boolean isReviewed() {
        return reviewed == null ? null : Boolean.valueOf(reviewed);
    }
}
