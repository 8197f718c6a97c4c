package com.afftok.management.money.balance;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.money.ledger.Books;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/balance`
@Controller("/api/balance")
@Allow({Permission.OWN_BALANCE, Permission.PAYOUTS})
@ExecuteOn(TaskExecutors.BLOCKING)
final class BalanceController {

    private final BalanceRepository balances;
    private final ReadInTime read;
    private final Answers answers;

    BalanceController(BalanceRepository balances, ReadInTime read, Answers answers) {
        this.balances = balances;
        this.read = read;
        this.answers = answers;
    }

    @Introspected
    record Search(@QueryValue("account_id") @Nullable Long accountId) {

        Search {
            Fields fields = new Fields();
            fields.idOrNull("account_id", accountId);
            fields.end();
        }
    }

    @Serdeable
    record BalanceList(long accountId, List<BalanceView> balances) {}

    @Get
    HttpResponse<?> balance(Caller caller, @RequestBean Search search) {
        Books books = Books.of(caller, search.accountId());
        return read.answer(() ->
                answers.ok(
                        new BalanceList(
                                books.account(),
                                balances.of(books.account()).stream()
                                        .map(BalanceView::of)
                                        .toList())));
    }
}
