package com.afftok.management.money.payout;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.money.payout.reserve.Judgement;
import com.afftok.management.money.payout.reserve.ReservePayout;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.idempotency.Idempotent;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.PayoutId;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/payouts`: the payouts of a promoter.
@Controller("/api/payouts")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PayoutController {

    private final PayoutRepository payouts;
    private final RequestPayout request;
    private final ReservePayout reserve;
    private final CancelPayout cancel;
    private final ReadInTime read;
    private final Answers answers;

    PayoutController(
            PayoutRepository payouts,
            RequestPayout request,
            ReservePayout reserve,
            CancelPayout cancel,
            ReadInTime read,
            Answers answers) {
        this.payouts = payouts;
        this.request = request;
        this.reserve = reserve;
        this.cancel = cancel;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record PayoutList(List<PayoutView> payouts, @Nullable String nextCursor) {}

    /// Another promoter's id is refused, as in other books.
    @Get
    @Allow(Permission.OWN_PAYOUTS_VIEW)
    HttpResponse<?> list(Caller.Promoter caller, @RequestBean PayoutSearch search) {
        Long promoter = search.promoterId();
        Fields fields = new Fields();
        fields.check(
                promoter == null || promoter == caller.account().value(),
                "promoter_id",
                Problem.NOT_YOURS);
        fields.end();
        Keyset asked = Keyset.of("payouts", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<PayoutRow> rows = payouts.list(caller.account().value(), search, asked.read());
            return answers.ok(
                    new PayoutList(
                            asked.shown(rows, PayoutView::of),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Get("/quote")
    @Allow(Permission.OWN_PAYOUTS_VIEW)
    HttpResponse<?> quote(
            HttpRequest<?> http, Caller.Promoter caller, @RequestBean PayoutQuote.Query query) {
        PayoutRequest wanted = query.payout();
        long method = wanted.methodId();
        return read.answer(() ->
                switch (reserve.judge(caller.account(), wanted.money(), method)) {
                    case Judgement.Payable payable ->
                            answers.ok(PayoutQuote.of(payable.figures(), method, null));
                    case Judgement.Refused(_, Detail why, Judgement.Figures figures) ->
                            figures == null
                                    ? answers.invalid(http, List.of(why))
                                    : answers.ok(PayoutQuote.of(figures, method, why));
                });
    }

    @Get("/{id}")
    @Allow(Permission.OWN_PAYOUTS_VIEW)
    HttpResponse<?> payout(HttpRequest<?> http, Caller.Promoter caller, PayoutId id) {
        Optional<PayoutRow> row = payouts.find(id.value(), caller.account().value());
        return row.isPresent()
                ? answers.ok(
                        new PayoutView.Details(
                                PayoutView.of(row.get()),
                                payouts.history(id.value()).stream()
                                        .map(event -> PayoutView.EventView.of(event, true))
                                        .toList()))
                : answers.failed(http, ErrorCode.ROUTE_001);
    }

    @Post
    @Idempotent
    @Allow(Permission.OWN_PAYOUTS)
    HttpResponse<?> request(Caller.Promoter caller, @Body PayoutRequest wanted) {
        return answers.created(request.request(caller, wanted), PayoutView::of);
    }

    @Post("/{id}/cancel")
    @Allow(Permission.OWN_PAYOUTS)
    HttpResponse<?> cancel(HttpRequest<?> http, Caller.Promoter caller, PayoutId id) {
        return switch (cancel.cancel(caller, id)) {
            case CancelPayout.Outcome.Cancelled(PayoutRow now) -> answers.ok(PayoutView.of(now));
            case CancelPayout.Outcome.Unknown _ -> answers.failed(http, ErrorCode.ROUTE_001);
            case CancelPayout.Outcome.Impossible(Detail why, PayoutRow now) ->
                    answers.exists(http, ErrorCode.PAYOUT_002, PayoutView.of(now), why);
        };
    }
}
