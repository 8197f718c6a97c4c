package com.afftok.management.money.payout.cycle;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.shared.id.AccountId;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// `/api/payouts/schedule`: payouts that are requested automatically.
@Controller("/api/payouts/schedule")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ScheduleController {

    private final ShowSchedules schedules;
    private final ChangeSchedule change;
    private final ReadInTime read;
    private final Answers answers;

    ScheduleController(
            ShowSchedules schedules, ChangeSchedule change, ReadInTime read, Answers answers) {
        this.schedules = schedules;
        this.change = change;
        this.read = read;
        this.answers = answers;
    }

    @Get
    @Allow(Permission.OWN_PAYOUTS_VIEW)
    HttpResponse<?> own(Caller.Promoter caller) {
        return shown(caller.account());
    }

    @Put
    @Allow(Permission.OWN_PAYOUTS)
    HttpResponse<?> change(Caller.Promoter caller, @Body ScheduleChange wanted) {
        return answers.saved(change.change(caller, wanted), schedules::of);
    }

    private HttpResponse<?> shown(AccountId promoter) {
        return read.answer(() -> answers.ok(schedules.of(promoter)));
    }
}
