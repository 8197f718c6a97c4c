package com.afftok.management.money.billing;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.money.ledger.Books;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/advertiser/billing-profile`
@Controller("/api/advertiser/billing-profile")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BillingProfileController {

    private static final int MOST_TERMS = 100;

    private final BillingRepository billing;
    private final ChangeBilling change;
    private final Answers answers;

    BillingProfileController(BillingRepository billing, ChangeBilling change, Answers answers) {
        this.billing = billing;
        this.change = change;
        this.answers = answers;
    }

    @Serdeable
    record ProfileView(
            long accountId, @Nullable BillingProfile profile, List<InvoiceTerms> terms) {}

    @Get
    @Allow({Permission.OWN_INVOICES, Permission.INVOICES})
    HttpResponse<?> profile(Caller caller, @QueryValue("account_id") @Nullable Long accountId) {
        return answers.ok(shown(advertiser(caller, accountId)));
    }

    @Put
    @Allow({Permission.OWN_BILLING, Permission.INVOICES})
    HttpResponse<?> change(
            Caller caller,
            @QueryValue("account_id") @Nullable Long accountId,
            @Body BillingProfile wanted) {
        long advertiser = advertiser(caller, accountId);
        return answers.saved(change.change(caller, advertiser, wanted), _ -> shown(advertiser));
    }

    private long advertiser(Caller caller, @Nullable Long accountId) {
        long account = Books.of(caller, accountId).account();
        Fields fields = new Fields();
        fields.check(billing.isAdvertiser(account), "account_id", Problem.NOT_AN_ADVERTISER);
        fields.end();
        return account;
    }

    private ProfileView shown(long advertiser) {
        return new ProfileView(
                advertiser,
                billing.profile(advertiser).orElse(null),
                billing.terms(advertiser, MOST_TERMS));
    }
}
