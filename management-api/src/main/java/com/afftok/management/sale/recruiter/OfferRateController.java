package com.afftok.management.sale.recruiter;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.sale.version.AnswerChange;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.OfferId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// `/api/offers/{id}/recruiter-rates`: what the recruiters of promoters earn from an offer. Its
/// advertiser pays it, and so decides about it.
@Controller("/api/offers/{id}/recruiter-rates")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OfferRateController {

    private final Rates rates;
    private final AnswerChange answer;
    private final Answers answers;

    OfferRateController(Rates rates, AnswerChange answer, Answers answers) {
        this.rates = rates;
        this.answer = answer;
        this.answers = answers;
    }

    @Get
    @Allow({Permission.OWN_COMMISSION_RULES_VIEW, Permission.OFFERS})
    HttpResponse<?> rates(Caller caller, OfferId id) {
        return answers.found(
                rates.of(caller, id).map(OfferRates.View::of).orElse(null), ErrorCode.OFFER_001);
    }

    @Put
    @Allow({Permission.OWN_COMMISSION_RULES, Permission.OFFERS})
    HttpResponse<?> change(
            HttpRequest<?> request, Caller caller, OfferId id, @Body OfferRates.Request wanted) {
        return answer.answer(
                request,
                rates.change(caller, id, wanted),
                OfferRates.View::of,
                OfferRates.View::of);
    }
}
