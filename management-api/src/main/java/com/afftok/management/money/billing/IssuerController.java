package com.afftok.management.money.billing;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// `/api/admin/billing-issuer` and `/api/admin/invoice-terms`
@Controller("/api/admin")
@Allow(Permission.INVOICES)
@ExecuteOn(TaskExecutors.BLOCKING)
final class IssuerController {

    private final BillingRepository billing;
    private final ChangeBilling change;
    private final Answers answers;

    IssuerController(BillingRepository billing, ChangeBilling change, Answers answers) {
        this.billing = billing;
        this.change = change;
        this.answers = answers;
    }

    @Serdeable
    record IssuerView(@Nullable Issuer issuer) {}

    @Get("/billing-issuer")
    HttpResponse<?> issuer() {
        return answers.ok(new IssuerView(billing.issuer().orElse(null)));
    }

    @Put("/billing-issuer")
    @FreshProof
    HttpResponse<?> change(Caller.Admin caller, @Body Issuer wanted) {
        return answers.saved(change.change(caller, wanted), IssuerView::new);
    }

    @Post("/invoice-terms")
    HttpResponse<?> addTerms(Caller.Admin caller, @Body TermsRequest wanted) {
        return answers.created(change.add(caller, wanted));
    }
}
