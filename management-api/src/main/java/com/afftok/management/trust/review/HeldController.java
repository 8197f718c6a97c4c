package com.afftok.management.trust.review;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.conversion.ClickNames;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ConversionId;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `/api/admin/fraud/conversions`: conversions held for review, with the reason.
@Controller("/api/admin/fraud/conversions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.FRAUD_DETECTION)
final class HeldController {

    private static final Detail NOT_HELD = Problem.NOT_HELD.with("id");

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

    /// @param nextCursor of the next page; null at the end
    @Serdeable
    record Page(List<ReviewedConversionView> conversions, @Nullable String nextCursor) {}

    /// Filters of a list of held conversions.
    @Introspected
    record Search(
            @QueryValue("offer_id") @Nullable Long offerId,
            @QueryValue("promoter_id") @Nullable Long promoterId,
            @QueryValue @Nullable String reason,
            @QueryValue @Nullable String cursor,
            @QueryValue @Nullable Integer limit) {

        Search {
            Fields fields = new Fields();
            fields.idOrNull("offer_id", offerId);
            fields.idOrNull("promoter_id", promoterId);
            fields.textOrNull("reason", reason, 1, ReasonRequest.MAX_LENGTH);
            Keyset.check(fields, cursor, Cursor::id, limit);
            fields.end();
        }
    }

    @Get
    HttpResponse<?> list(Caller.Admin caller, @RequestBean Search search) {
        Keyset asked = Keyset.of("held conversions", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<ReviewedConversionRow> rows = reviews.held(search, asked.read());
            return answers.ok(
                    new Page(
                            asked.shown(
                                    rows,
                                    row -> ReviewedConversionView.of(row, names).shownTo(caller)),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
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
        return switch (decision.apply(body.reason())) {
            case ReviewHeld.Outcome.Decided(ReviewedConversionView after) -> answers.ok(after);
            case ReviewHeld.Outcome.Unknown _ -> answers.failed(request, ErrorCode.ROUTE_001);
            case ReviewHeld.Outcome.NotHeld _ ->
                    answers.failed(request, ErrorCode.STATE_002, NOT_HELD);
        };
    }
}
