package com.afftok.management.click;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.answer.Answers;
import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Paging;
import com.afftok.management.answer.Period;
import com.afftok.management.conversion.ClickNames;
import com.afftok.shared.click.Bucket;
import com.afftok.shared.id.ClickId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/api/clicks`
@Controller("/api/clicks")
@Allow(Permission.OWN_CLICKS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClickController {

    private static final Set<String> BUCKETS =
            Arrays.stream(Bucket.values()).map(Bucket::label).collect(Collectors.toSet());

    private final ClickRepository clicks;
    private final ClickNames names;
    private final Answers answers;
    private final InstantSource clock;

    ClickController(
            ClickRepository clicks, ClickNames names, Answers answers, InstantSource clock) {
        this.clicks = clicks;
        this.names = names;
        this.answers = answers;
        this.clock = clock;
    }

    @Serdeable
    record ClickList(List<ClickView> clicks, @Nullable String nextCursor) {}

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Caller.User caller,
            @QueryValue @Nullable Instant from,
            @QueryValue @Nullable Instant to,
            @QueryValue @Nullable String cursor,
            @QueryValue("offer_id") @Nullable Long offerId,
            @QueryValue("link_id") @Nullable Long linkId,
            @QueryValue @Nullable String bucket,
            @QueryValue @Nullable String country,
            @QueryValue @Nullable Integer limit) {
        Checks checks = new Checks().oneOf("bucket", bucket, BUCKETS);
        if (country != null) {
            checks.country("country", country);
        }
        Period period = Period.of(from, to, clock.instant(), checks);
        ClickId last = cursor == null ? null : names.find(cursor).orElse(null);
        checks.that(
                cursor == null || last != null, "cursor", "must be the next_cursor of an answer");
        int most = Paging.limit(limit, checks);
        if (checks.found()) {
            return answers.invalid(request, checks.problems());
        }
        UUID before = last == null ? null : last.uuid();
        // Nothing that comes after the cursor is younger than it.
        Instant end =
                last == null || last.time().isAfter(period.to())
                        ? period.to()
                        : last.time().plusMillis(1);
        long id = caller.id().value();
        List<ClickView> found =
                (switch (caller) {
                            case Caller.Promoter _ ->
                                    clicks.ofPromoter(
                                            id,
                                            period.from(),
                                            end,
                                            before,
                                            offerId,
                                            linkId,
                                            bucket,
                                            country,
                                            most);
                            case Caller.Advertiser _ ->
                                    clicks.ofAdvertiser(
                                            id,
                                            period.from(),
                                            end,
                                            before,
                                            offerId,
                                            linkId,
                                            bucket,
                                            country,
                                            most);
                        })
                        .stream().map(row -> ClickView.of(row, names)).toList();
        return answers.ok(
                new ClickList(found, found.size() < most ? null : found.getLast().clickId()));
    }
}
