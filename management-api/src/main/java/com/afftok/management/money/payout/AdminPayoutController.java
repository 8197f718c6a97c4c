package com.afftok.management.money.payout;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.money.payout.DecidePayout.Decision;
import com.afftok.management.money.payout.method.SealDestination;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
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
import org.jspecify.annotations.Nullable;

/// `/api/admin/payouts`
@Controller("/api/admin/payouts")
@Allow(Permission.PAYOUTS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AdminPayoutController {

    private static final int LONGEST = 500;

    private final PayoutRepository payouts;
    private final DecidePayout decide;
    private final SealDestination seal;
    private final ReadInTime read;
    private final Answers answers;

    AdminPayoutController(
            PayoutRepository payouts,
            DecidePayout decide,
            SealDestination seal,
            ReadInTime read,
            Answers answers) {
        this.payouts = payouts;
        this.decide = decide;
        this.seal = seal;
        this.read = read;
        this.answers = answers;
    }

    @Serdeable
    record PayoutList(List<AdminPayoutView.Listed> payouts, @Nullable String nextCursor) {}

    @Serdeable
    @ExactMembers
    record Reason(String reason) {

        Reason {
            Fields fields = new Fields();
            reason = fields.name("reason", reason, LONGEST);
            fields.end();
        }
    }

    /// @param reference of the bank or provider
    @Serdeable
    @ExactMembers
    record Completion(String reference) {

        Completion {
            Fields fields = new Fields();
            reference = fields.name("reference", reference, LONGEST);
            fields.end();
        }
    }

    @Get
    HttpResponse<?> list(Caller.Admin caller, @RequestBean AdminPayoutSearch search) {
        Keyset asked = Keyset.of("all payouts", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            List<AdminPayoutRow> rows = payouts.list(search, asked.read());
            return answers.ok(
                    new PayoutList(
                            asked.shown(rows, AdminPayoutView.Listed::of),
                            asked.next(rows, row -> Cursor.after(row.payout().id()))));
        });
    }

    @Get("/{id}")
    HttpResponse<?> payout(HttpRequest<?> request, PayoutId id) {
        return payouts.findListed(id.value())
                .<HttpResponse<?>>map(row -> answers.ok(details(row)))
                .orElseGet(() -> answers.failed(request, ErrorCode.ROUTE_001));
    }

    @Post("/{id}/approve")
    @FreshProof
    HttpResponse<?> approve(HttpRequest<?> request, Caller.Admin caller, PayoutId id) {
        return decide(request, caller, id, new Decision.Approve());
    }

    @Post("/{id}/hold")
    HttpResponse<?> hold(
            HttpRequest<?> request, Caller.Admin caller, PayoutId id, @Body Reason body) {
        return decide(request, caller, id, new Decision.Hold(body.reason()));
    }

    @Post("/{id}/complete")
    @FreshProof
    HttpResponse<?> complete(
            HttpRequest<?> request, Caller.Admin caller, PayoutId id, @Body Completion body) {
        return decide(request, caller, id, new Decision.Complete(body.reference()));
    }

    @Post("/{id}/fail")
    @FreshProof
    HttpResponse<?> fail(
            HttpRequest<?> request, Caller.Admin caller, PayoutId id, @Body Reason body) {
        return decide(request, caller, id, new Decision.Fail(body.reason()));
    }

    @Post("/{id}/return")
    @FreshProof
    HttpResponse<?> giveBack(
            HttpRequest<?> request, Caller.Admin caller, PayoutId id, @Body Reason body) {
        return decide(request, caller, id, new Decision.Return(body.reason()));
    }

    private HttpResponse<?> decide(
            HttpRequest<?> request, Caller.Admin caller, PayoutId id, Decision decision) {
        return switch (decide.decide(caller, id, decision)) {
            case DecidePayout.Outcome.Decided(PayoutRow now) -> answers.ok(details(now.id()));
            case DecidePayout.Outcome.Unknown _ -> answers.failed(request, ErrorCode.ROUTE_001);
            case DecidePayout.Outcome.Impossible(Detail why, PayoutRow now) ->
                    answers.exists(request, ErrorCode.PAYOUT_002, details(now.id()), why);
        };
    }

    private AdminPayoutView.Details details(long id) {
        return details(payouts.findListed(id).orElseThrow());
    }

    private AdminPayoutView.Details details(AdminPayoutRow row) {
        long id = row.payout().id();
        return new AdminPayoutView.Details(
                AdminPayoutView.Listed.of(row),
                payouts.destination(id).map(sealed -> seal.openOfPayout(id, sealed)).orElse(null),
                payouts.history(id).stream()
                        .map(event -> PayoutView.EventView.of(event, false))
                        .toList());
    }
}
