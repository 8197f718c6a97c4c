package com.afftok.management.money.invoice.issue;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.money.billing.Billing;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.idempotency.Idempotent;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Credit notes of administrators, and the invoices that wait.
@Controller("/api/admin")
@Allow(Permission.INVOICES)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CreditController {

    private final IssueRepository documents;
    private final CreditInvoice credit;
    private final Billing billing;
    private final ReadInTime read;
    private final Answers answers;

    CreditController(
            IssueRepository documents,
            CreditInvoice credit,
            Billing billing,
            ReadInTime read,
            Answers answers) {
        this.documents = documents;
        this.credit = credit;
        this.billing = billing;
        this.read = read;
        this.answers = answers;
    }

    /// @param missing `billing_issuer`, `billing_profile`; empty if it is issued within minutes
    @Serdeable
    record WaitingView(String month, long advertiserId, String currency, List<String> missing) {

        static WaitingView of(Waiting row, boolean hasIssuer) {
            List<String> missing = new ArrayList<>();
            if (!hasIssuer) {
                missing.add("billing_issuer");
            }
            if (!row.hasProfile()) {
                missing.add("billing_profile");
            }
            return new WaitingView(row.month(), row.advertiserId(), row.currency(), missing);
        }
    }

    @Serdeable
    record WaitingList(List<WaitingView> waiting, @Nullable String nextCursor) {}

    @Get("/waiting-invoices")
    HttpResponse<?> waiting(Caller.Admin caller, @RequestBean WaitingSearch search) {
        Keyset asked = Keyset.of("waiting invoices", caller, search.cursor(), search.limit());
        return read.answer(() -> {
            boolean hasIssuer = billing.issuer().isPresent();
            List<Waiting> rows =
                    documents.waiting(
                            search.advertiserId(),
                            null,
                            WaitingSearch.Last.of(search.cursor()),
                            asked.read());
            return answers.ok(
                    new WaitingList(
                            asked.shown(rows, row -> WaitingView.of(row, hasIssuer)),
                            asked.next(
                                    rows,
                                    row ->
                                            Cursor.after(
                                                    row.position(),
                                                    row.advertiserId(),
                                                    row.currency()))));
        });
    }

    @Post("/invoices/{id}/credit")
    @Idempotent
    @FreshProof
    HttpResponse<?> credit(Caller.Admin caller, long id, @Body CreditRequest wanted) {
        return answers.created(credit.credit(caller, id, wanted));
    }
}
