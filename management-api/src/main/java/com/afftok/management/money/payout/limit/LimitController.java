package com.afftok.management.money.payout.limit;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// `/api/admin/payout-limits`
@Controller("/api/admin/payout-limits")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LimitController {

    private final LimitRepository limits;
    private final ChangeLimits changes;
    private final Answers answers;

    LimitController(LimitRepository limits, ChangeLimits changes, Answers answers) {
        this.limits = limits;
        this.changes = changes;
        this.answers = answers;
    }

    @Get
    @Allow(Permission.PAYOUTS)
    HttpResponse<?> list() {
        return answers.ok(Limits.of(limits));
    }

    @Put("/minimum")
    @FreshProof
    @Allow(Permission.SETTINGS)
    HttpResponse<?> changeMinimum(Caller.Admin caller, @Body Limits.Minimum wanted) {
        return answers.found(changes.change(caller, wanted).orElse(null), ErrorCode.STATE_001);
    }

    @Put("/threshold")
    @FreshProof
    @Allow(Permission.SETTINGS)
    HttpResponse<?> changeThreshold(Caller.Admin caller, @Body Limits.Threshold wanted) {
        return answers.found(changes.change(caller, wanted).orElse(null), ErrorCode.STATE_001);
    }

    @Put("/fee")
    @FreshProof
    @Allow(Permission.SETTINGS)
    HttpResponse<?> changeFee(Caller.Admin caller, @Body Limits.Fee wanted) {
        return answers.found(changes.change(caller, wanted).orElse(null), ErrorCode.STATE_001);
    }

    @Put("/absorption")
    @FreshProof
    @Allow(Permission.SETTINGS)
    HttpResponse<?> changeAbsorption(Caller.Admin caller, @Body Limits.Absorption wanted) {
        return answers.found(changes.change(caller, wanted).orElse(null), ErrorCode.STATE_001);
    }
}
