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
import com.afftok.shared.id.ConversionId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `/api/admin/fraud/conversions`: conversions that wait for a person, and why.
@Controller("/api/admin/fraud/conversions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.FRAUD_DETECTION)
final class HeldController {

    private static final Detail NOT_HELD = new Detail("id", "is not held for review");

    private final ReviewRepository reviews;
    private final ReviewHeld review;
    private final ReadInTime read;
    private final ClickNames names;
    private final Answers answers;

    HeldController(
            ReviewRepository reviews,
            ReviewHeld review,
            ReadInTime read,
            ClickNames names,
            Answers answers) {
        this.reviews = reviews;
        this.review = review;
        this.read = read;
        this.names = names;
        this.answers = answers;
    }

    /// @param nextCursor leads to what comes after these; null at the end
    @Serdeable
    record Page(List<ReviewedConversionView> conversions, @Nullable Long nextCursor) {}

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Caller.Admin caller) {
        Checks checks = new Checks();
        ReadQuery query = new ReadQuery(request.getParameters(), checks);
        Long cursor = query.id("cursor");
        Long offer = query.id("offer_id");
        Long promoter = query.id("promoter_id");
        String reason = query.text("reason");
        int limit = query.limit();
        if (reason != null) {
            checks.text("reason", reason, 1, ReasonRequest.MAX_LENGTH);
        }
        if (checks.found()) {
            return answers.invalid(request, checks.problems());
        }
        long before = cursor == null ? Long.MAX_VALUE : cursor;
        return read.answer(
                request,
                () ->
                        answers.ok(
                                page(
                                        reviews.held(before, offer, promoter, reason, limit + 1),
                                        limit,
                                        caller)));
    }

    private Page page(List<ReviewedConversionRow> rows, int limit, Caller.Admin caller) {
        List<ReviewedConversionView> shown =
                rows.stream()
                        .limit(limit)
                        .map(row -> ReviewedConversionView.of(row, names).shownTo(caller))
                        .toList();
        return new Page(shown, rows.size() > limit ? shown.getLast().id() : null);
    }

    @Post("/{id}/release")
    HttpResponse<?> release(
            HttpRequest<?> request,
            Caller.Admin caller,
            ConversionId id,
            @Body ReasonRequest body) {
        return decide(request, body, reason -> review.release(caller, id, reason));
    }

    @Post("/{id}/reject")
    HttpResponse<?> reject(
            HttpRequest<?> request,
            Caller.Admin caller,
            ConversionId id,
            @Body ReasonRequest body) {
        return decide(request, body, reason -> review.reject(caller, id, reason));
    }

    private HttpResponse<?> decide(
            HttpRequest<?> request,
            ReasonRequest body,
            Function<String, ReviewHeld.Outcome> decision) {
        List<Detail> problems = body.problems();
        if (!problems.isEmpty()) {
            return answers.invalid(request, problems);
        }
        return switch (decision.apply(Objects.requireNonNull(body.reason()).strip())) {
            case ReviewHeld.Outcome.Decided(ReviewedConversionView after) -> answers.ok(after);
            case ReviewHeld.Outcome.Unknown _ -> answers.failed(request, ErrorCode.ROUTE_001);
            case ReviewHeld.Outcome.NotHeld _ ->
                    answers.failed(request, ErrorCode.STATE_002, NOT_HELD);
        };
    }
}
