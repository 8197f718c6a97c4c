package com.afftok.management.offer;

import com.afftok.management.access.AllowAnyone;
import com.afftok.management.answer.Answers;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.OfferId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/// `/api/offers`
@Controller("/api/offers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OfferController {

    private final OfferRepository offers;
    private final Answers answers;

    OfferController(OfferRepository offers, Answers answers) {
        this.offers = offers;
        this.answers = answers;
    }

    @Get("/{id}")
    @AllowAnyone
    HttpResponse<?> offer(HttpRequest<?> request, OfferId id) {
        Optional<OfferRow> active = offers.findActive(id.value());
        return active.isPresent()
                ? answers.ok(OfferView.of(active.get()))
                : answers.failed(request, ErrorCode.OFFER_001);
    }
}
