package com.afftok.management.money.payment;

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

/// `/api/admin/advertiser-payments`
@Controller("/api/admin/advertiser-payments")
@Allow(Permission.PAYOUTS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PaymentController {

    private static final int LONGEST = 500;

    private final PaymentRepository payments;
    private final RecordPayment record;
    private final ReadInTime read;
    private final Answers answers;

    PaymentController(
            PaymentRepository payments, RecordPayment record, ReadInTime read, Answers answers) {
        this.payments = payments;
        this.record = record;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record PaymentList(List<PaymentView> payments, @Nullable String nextCursor) {}

    @Serdeable
    @ExactMembers
    record Reason(String reason) {

        Reason {
            Fields fields = new Fields();
            reason = fields.name("reason", reason, LONGEST);
            fields.end();
        }
    }

    @Get
    HttpResponse<?> list(Caller.Admin caller, @RequestBean PaymentSearch search) {
        Keyset asked = Keyset.of("advertiser payments", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<PaymentRow> rows = payments.list(search, asked.read());
            return answers.ok(
                    new PaymentList(
                            asked.shown(rows, PaymentView::of),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Post
    @Idempotent
    @FreshProof
    HttpResponse<?> record(
            HttpRequest<?> request, Caller.Admin caller, @Body PaymentRequest wanted) {
        return answer(request, record.record(caller, wanted), true);
    }

    @Post("/{id}/reverse")
    @Idempotent
    @FreshProof
    HttpResponse<?> reverse(
            HttpRequest<?> request, Caller.Admin caller, long id, @Body Reason body) {
        return answer(request, record.reverse(caller, id, body.reason()), false);
    }

    private HttpResponse<?> answer(
            HttpRequest<?> request, RecordPayment.Outcome outcome, boolean isNew) {
        return switch (outcome) {
            case RecordPayment.Outcome.Recorded(PaymentRow payment) ->
                    isNew
                            ? answers.created(PaymentView.of(payment))
                            : answers.ok(PaymentView.of(payment));
            case RecordPayment.Outcome.Unknown _ -> answers.failed(request, ErrorCode.ROUTE_001);
            case RecordPayment.Outcome.Invalid(Detail why) ->
                    answers.failed(request, ErrorCode.VALID_001, why);
            case RecordPayment.Outcome.Conflict(PaymentRow there, Detail why) ->
                    answers.exists(request, ErrorCode.STATE_002, PaymentView.of(there), why);
        };
    }
}
