package com.afftok.management.money.payout.limit;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/payouts/limits`: what promoters see of the limits of payouts.
@Controller("/api/payouts/limits")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PromoterLimitController {

    private final LimitRepository limits;
    private final Answers answers;

    PromoterLimitController(LimitRepository limits, Answers answers) {
        this.limits = limits;
        this.answers = answers;
    }

    @Serdeable
    record Minimum(String currency, String method, BigDecimal minimum) {}

    @Serdeable
    record Fee(
            String currency,
            String method,
            BigDecimal fixed,
            BigDecimal percent,
            @Nullable BigDecimal maximum) {}

    @Serdeable
    record View(List<Minimum> minimums, List<Fee> fees) {

        static View of(Limits limits) {
            return new View(
                    limits.minimums().stream()
                            .map(one -> new Minimum(one.currency(), one.method(), one.minimum()))
                            .toList(),
                    limits.fees().stream()
                            .map(one ->
                                    new Fee(
                                            one.currency(),
                                            one.method(),
                                            one.fixed(),
                                            one.percent(),
                                            one.maximum()))
                            .toList());
        }
    }

    @Get
    @Allow(Permission.OWN_PAYOUTS_VIEW)
    HttpResponse<?> list() {
        return answers.ok(View.of(Limits.of(limits)));
    }
}
