package com.afftok.management.fraud;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.answer.Answers;
import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure.Detail;
import com.afftok.management.conversion.ClickNames;
import com.afftok.management.read.ReadInTime;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ClickId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `/api/admin/fraud/clicks`: what the rules made of clicks, and what people make of that.
@Controller("/api/admin/fraud/clicks")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.FRAUD_DETECTION)
final class FraudClickController {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Detail TOO_MUCH =
            new Detail("from", "leaves too many clicks to be searched in time");

    private static final int MOST_CONVERSIONS = 100;
    private static final int ABOVE_ALL_SCORES = 101;
    private static final UUID ABOVE_ALL_CLICKS = new UUID(-1, -1);

    private final ReviewRepository clicks;
    private final ReviewClick review;
    private final ReadInTime read;
    private final ClickNames names;
    private final Answers answers;
    private final ObjectMapper json;
    private final InstantSource clock;

    FraudClickController(
            ReviewRepository clicks,
            ReviewClick review,
            ReadInTime read,
            ClickNames names,
            Answers answers,
            ObjectMapper json,
            InstantSource clock) {
        this.clicks = clicks;
        this.review = review;
        this.read = read;
        this.names = names;
        this.answers = answers;
        this.json = json;
        this.clock = clock;
    }

    /// @param nextCursor leads to what comes after these; null at the end
    @Serdeable
    record Page(List<ClickView> clicks, @Nullable String nextCursor) {}

    /// A click with all that is known of it.
    ///
    /// @param tags the texts that its link carried
    /// @param conversions of it, the first hundred
    @Serdeable
    record Detailed(
            ClickView click,
            Map<String, @Nullable String> tags,
            List<ReviewedConversionView> conversions) {}

    @Get
    HttpResponse<?> list(HttpRequest<?> request) {
        Checks checks = new Checks();
        ClickFilter filter =
                ClickFilter.read(
                        new ReadQuery(request.getParameters(), checks), checks, clock.instant());
        String cursor = filter.cursor();
        Optional<ClickRow> after = cursor == null ? Optional.empty() : find(cursor);
        checks.that(cursor == null || after.isPresent(), "cursor", "must be one that was answered");
        return checks.found()
                ? answers.invalid(request, checks.problems())
                : read.answer(
                        request,
                        PATIENCE,
                        TOO_MUCH,
                        () -> answers.ok(page(filter, after.orElse(null))));
    }

    private Page page(ClickFilter filter, @Nullable ClickRow after) {
        List<ClickRow> rows =
                clicks.list(
                        filter.min(),
                        filter.max(),
                        after == null ? ABOVE_ALL_SCORES : after.score(),
                        after == null ? ABOVE_ALL_CLICKS : after.clickId(),
                        filter.from(),
                        filter.until(),
                        filter.bucket(),
                        filter.reason(),
                        filter.offer(),
                        filter.promoter(),
                        filter.reviewed(),
                        filter.limit() + 1);
        boolean more = rows.size() > filter.limit();
        List<ClickView> shown = rows.stream().limit(filter.limit()).map(this::view).toList();
        return new Page(shown, more ? shown.getLast().clickId() : null);
    }

    @Get("/{click_id}")
    HttpResponse<?> click(
            HttpRequest<?> request, Caller.Admin caller, @PathVariable("click_id") String clickId) {
        return show(request, caller, clickId);
    }

    @Post("/{click_id}/approve")
    HttpResponse<?> approve(
            HttpRequest<?> request,
            Caller.Admin caller,
            @PathVariable("click_id") String clickId,
            @Body ReasonRequest body) {
        return decide(request, caller, clickId, body, ReviewClick.Decision.APPROVED);
    }

    @Post("/{click_id}/refuse")
    HttpResponse<?> refuse(
            HttpRequest<?> request,
            Caller.Admin caller,
            @PathVariable("click_id") String clickId,
            @Body ReasonRequest body) {
        return decide(request, caller, clickId, body, ReviewClick.Decision.REFUSED);
    }

    private HttpResponse<?> decide(
            HttpRequest<?> request,
            Caller.Admin caller,
            String name,
            ReasonRequest body,
            ReviewClick.Decision decision) {
        List<Detail> problems = body.problems();
        if (!problems.isEmpty()) {
            return answers.invalid(request, problems);
        }
        Optional<ClickId> click = names.find(name);
        if (click.isEmpty()) {
            return answers.failed(request, ErrorCode.CONV_004);
        }
        String reason = Objects.requireNonNull(body.reason()).strip();
        return switch (review.decide(caller, click.get(), decision, reason)) {
            case ReviewClick.Outcome.Decided _ -> show(request, caller, name);
            case ReviewClick.Outcome.Unknown _ -> answers.failed(request, ErrorCode.CONV_004);
            case ReviewClick.Outcome.Impossible(String why) ->
                    answers.failed(request, ErrorCode.STATE_002, new Detail("click_id", why));
        };
    }

    private HttpResponse<?> show(HttpRequest<?> request, Caller.Admin caller, String name) {
        Optional<ClickRow> found = find(name);
        return found.isPresent()
                ? answers.ok(detailed(found.get(), caller))
                : answers.failed(request, ErrorCode.CONV_004);
    }

    private Optional<ClickRow> find(String name) {
        return names.find(name)
                .flatMap(click -> clicks.find(click.uuid(), click.link().value(), click.time()));
    }

    private Detailed detailed(ClickRow row, Caller.Admin caller) {
        return new Detailed(
                view(row),
                tags(row),
                clicks
                        .conversionsOfClick(row.advertiserId(), row.clickId(), MOST_CONVERSIONS)
                        .stream()
                        .map(conversion ->
                                ReviewedConversionView.of(conversion, names).shownTo(caller))
                        .toList());
    }

    private ClickView view(ClickRow row) {
        return ClickView.of(row, names.name(row.clickId()));
    }

    @SuppressWarnings("unchecked") // the statement makes texts of it
    private Map<String, @Nullable String> tags(ClickRow row) {
        try {
            String tags = clicks.tags(row.advertiserId(), row.clickId(), row.clickedAt());
            return Objects.requireNonNull(json.readValue(tags, Map.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
