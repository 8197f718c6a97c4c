package com.afftok.management.trust.review;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.conversion.ClickNames;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ClickId;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/admin/fraud/clicks`: results of the fraud rules, and their review.
@Controller("/api/admin/fraud/clicks")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.FRAUD_DETECTION)
final class FraudClickController {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Detail TOO_MUCH = Problem.TOO_MUCH.with("from");

    private static final int MOST_CONVERSIONS = 100;

    private final ReviewRepository clicks;
    private final ReviewClick review;
    private final ReadInTime read;
    private final ClickNames names;
    private final Answers answers;
    private final InstantSource clock;

    FraudClickController(
            ReviewRepository clicks,
            ReviewClick review,
            ReadInTime read,
            ClickNames names,
            Answers answers,
            InstantSource clock) {
        this.clicks = clicks;
        this.review = review;
        this.read = read;
        this.names = names;
        this.answers = answers;
        this.clock = clock;
    }

    /// @param nextCursor of the next page; null at the end
    @Serdeable
    record Page(List<ReviewedClickView> clicks, @Nullable String nextCursor) {}

    /// A click with all details.
    ///
    /// @param conversions of it, the first hundred
    @Serdeable
    record Detailed(ReviewedClickView click, Tags tags, List<ReviewedConversionView> conversions) {}

    /// The `sub` and `utm` parameters of the click's link.
    @Introspected
    @Serdeable
    record Tags(
            @Nullable String sub1,
            @Nullable String sub2,
            @Nullable String sub3,
            @Nullable String sub4,
            @Nullable String sub5,
            @Nullable String utmSource,
            @Nullable String utmMedium,
            @Nullable String utmCampaign,
            @Nullable String utmTerm,
            @Nullable String utmContent) {}

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request, Caller.Admin caller, @RequestBean FraudClickSearch search) {
        FraudClickSearch.Span span = search.span(clock.instant());
        Keyset asked = Keyset.of("fraud clicks", caller, search.cursor(), search.limit());
        return read.answer(
                request,
                PATIENCE,
                TOO_MUCH,
                () -> {
                    List<ReviewedClickRow> rows = clicks.list(search, span, asked.read());
                    return answers.ok(
                            new Page(
                                    asked.shown(rows, this::view),
                                    asked.next(
                                            rows,
                                            row -> Cursor.after(row.score(), row.clickId()))));
                });
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
        Optional<ClickId> click = names.find(name);
        if (click.isEmpty()) {
            return answers.failed(request, ErrorCode.CONV_004);
        }
        String reason = body.reason();
        return switch (review.decide(caller, click.get(), decision, reason)) {
            case ReviewClick.Outcome.Decided _ -> show(request, caller, name);
            case ReviewClick.Outcome.Unknown _ -> answers.failed(request, ErrorCode.CONV_004);
            case ReviewClick.Outcome.Impossible(Detail why) ->
                    answers.failed(request, ErrorCode.STATE_002, why);
        };
    }

    private HttpResponse<?> show(HttpRequest<?> request, Caller.Admin caller, String name) {
        Optional<ReviewedClickRow> found = find(name);
        return found.isPresent()
                ? answers.ok(detailed(found.get(), caller))
                : answers.failed(request, ErrorCode.CONV_004);
    }

    private Optional<ReviewedClickRow> find(String name) {
        return names.find(name)
                .flatMap(click -> clicks.find(click.uuid(), click.link().value(), click.time()));
    }

    private Detailed detailed(ReviewedClickRow row, Caller.Admin caller) {
        return new Detailed(
                view(row),
                clicks.tags(row.advertiserId(), row.clickId(), row.clickedAt()),
                clicks
                        .conversionsOfClick(row.advertiserId(), row.clickId(), MOST_CONVERSIONS)
                        .stream()
                        .map(conversion ->
                                ReviewedConversionView.of(conversion, names).shownTo(caller))
                        .toList());
    }

    private ReviewedClickView view(ReviewedClickRow row) {
        return ReviewedClickView.of(row, names.name(row.clickId()));
    }
}
