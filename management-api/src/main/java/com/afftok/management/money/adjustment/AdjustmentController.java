package com.afftok.management.money.adjustment;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.idempotency.Idempotent;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/admin/adjustments`
@Controller("/api/admin/adjustments")
@Allow(Permission.PAYOUTS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AdjustmentController {

    private static final int LONGEST = 500;

    private final AdjustmentRepository adjustments;
    private final Adjust adjust;
    private final ReadInTime read;
    private final Answers answers;

    AdjustmentController(
            AdjustmentRepository adjustments, Adjust adjust, ReadInTime read, Answers answers) {
        this.adjustments = adjustments;
        this.adjust = adjust;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record AdjustmentList(List<AdjustmentView> adjustments, @Nullable String nextCursor) {}

    @Serdeable
    @ExactMembers
    record Refusal(String reason) {

        Refusal {
            Fields fields = new Fields();
            reason = fields.name("reason", reason, LONGEST);
            fields.end();
        }
    }

    @Get
    HttpResponse<?> list(Caller.Admin caller, @RequestBean AdjustmentSearch search) {
        Keyset asked = Keyset.of("adjustments", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<AdjustmentRow> rows = adjustments.list(search, asked.read());
            return answers.ok(
                    new AdjustmentList(
                            asked.shown(rows, AdjustmentView::of),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Post
    @Idempotent
    @FreshProof
    HttpResponse<?> adjust(
            HttpRequest<?> request, Caller.Admin caller, @Body AdjustmentRequest wanted) {
        return answer(request, adjust.request(caller, wanted), true);
    }

    @Post("/{id}/confirm")
    @Idempotent
    @FreshProof
    HttpResponse<?> confirm(HttpRequest<?> request, Caller.Admin caller, long id) {
        return answer(request, adjust.confirm(caller, id), false);
    }

    @Post("/{id}/refuse")
    @Idempotent
    HttpResponse<?> refuse(
            HttpRequest<?> request, Caller.Admin caller, long id, @Body Refusal body) {
        return answer(request, adjust.refuse(caller, id, body.reason()), false);
    }

    private HttpResponse<?> answer(HttpRequest<?> request, Adjust.Outcome outcome, boolean isNew) {
        return switch (outcome) {
            case Adjust.Outcome.Done(AdjustmentRow after) ->
                    isNew
                            ? answers.created(AdjustmentView.of(after))
                            : answers.ok(AdjustmentView.of(after));
            case Adjust.Outcome.Unknown _ -> answers.failed(request, ErrorCode.ROUTE_001);
            case Adjust.Outcome.Invalid(List<Detail> why) ->
                    answers.failed(request, ErrorCode.VALID_001, why.toArray(Detail[]::new));
            case Adjust.Outcome.Impossible(AdjustmentRow now, Detail why) ->
                    answers.exists(request, ErrorCode.STATE_002, AdjustmentView.of(now), why);
        };
    }
}
