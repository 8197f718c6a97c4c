package com.afftok.management.money.terms;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.money.terms.TermsView.BillingRow;
import com.afftok.management.money.terms.TermsView.BillingView;
import com.afftok.management.money.terms.TermsView.CurrentRow;
import com.afftok.management.money.terms.TermsView.VersionRow;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.IdKeyset;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;

/// The terms of an advertiser, which administrators set and the advertiser reads.
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TermsController {

    private final TermsRepository terms;
    private final ChangeTerms change;
    private final ReadInTime read;
    private final Answers answers;

    TermsController(TermsRepository terms, ChangeTerms change, ReadInTime read, Answers answers) {
        this.terms = terms;
        this.change = change;
        this.read = read;
        this.answers = answers;
    }

    @Get("/advertiser/terms")
    @Allow(Permission.OWN_CHARGES)
    HttpResponse<?> own(
            HttpRequest<?> request, Caller.Advertiser caller, @RequestBean IdKeyset search) {
        return show(request, caller, caller.account().value(), search);
    }

    @Get("/admin/advertisers/{id}/terms")
    @Allow(Permission.PAYOUTS)
    HttpResponse<?> ofAdvertiser(
            HttpRequest<?> request, Caller.Admin caller, long id, @RequestBean IdKeyset search) {
        return show(request, caller, id, search);
    }

    @Put("/admin/advertisers/{id}/terms")
    @FreshProof
    @Allow(Permission.PAYOUTS)
    HttpResponse<?> change(
            HttpRequest<?> request, Caller.Admin caller, long id, @Body TermsRequest wanted) {
        return switch (change.change(caller, id, wanted)) {
            case ChangeTerms.Outcome.Changed _ ->
                    show(request, caller, id, new IdKeyset(null, null));
            case ChangeTerms.Outcome.Unknown _ -> answers.failed(request, ErrorCode.ROUTE_001);
            case ChangeTerms.Outcome.Outdated _ -> answers.failed(request, ErrorCode.STATE_001);
            case ChangeTerms.Outcome.TooEarly _ ->
                    answers.failed(
                            request, ErrorCode.VALID_001, Problem.IN_PAST.with("effective_from"));
        };
    }

    private HttpResponse<?> show(
            HttpRequest<?> request, Caller caller, long advertiser, IdKeyset search) {
        Keyset asked = search.keyset("terms of " + advertiser, caller);
        return read.answer(() -> {
            Optional<CurrentRow> found = terms.current(advertiser);
            return found.isEmpty()
                    ? answers.failed(request, ErrorCode.ROUTE_001)
                    : answers.ok(view(caller, advertiser, found.get(), asked, search.before()));
        });
    }

    private TermsView view(
            Caller caller, long advertiser, CurrentRow current, Keyset asked, long before) {
        List<VersionRow> rows = terms.versions(advertiser, before, asked.read());
        List<BillingRow> billing = terms.billing(advertiser, rows);
        boolean isAdmin = caller instanceof Caller.Admin;
        return new TermsView(
                advertiser,
                TermsView.shown(current.feePercent()),
                current.own() ? "advertiser" : "platform",
                terms.limits(advertiser).stream().map(BillingView::of).toList(),
                current.version(),
                asked.shown(rows, row -> row.view(billing, isAdmin)),
                asked.next(rows, row -> Cursor.after(row.version())));
    }
}
