package com.afftok.management.money.payout.debtor;

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
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// `/api/admin/payout-debtors`
@Controller("/api/admin/payout-debtors")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DebtorController {

    private final Debtors debtors;
    private final Answers answers;

    DebtorController(Debtors debtors, Answers answers) {
        this.debtors = debtors;
        this.answers = answers;
    }

    @Serdeable
    record DebtorList(List<Debtor> debtors) {}

    @Get
    @Allow(Permission.PAYOUTS)
    HttpResponse<?> list() {
        return answers.ok(new DebtorList(debtors.all()));
    }

    @Put
    @FreshProof
    @Allow(Permission.SETTINGS)
    HttpResponse<?> change(Caller.Admin caller, @Body Debtor wanted) {
        return answers.found(
                debtors.change(caller, wanted).map(DebtorList::new).orElse(null),
                ErrorCode.STATE_001);
    }
}
