package com.afftok.management.money.balance;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.money.display.Display;
import com.afftok.management.money.display.Displays;
import com.afftok.management.money.ledger.Books;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
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
    private final Displays displays;
    private final ReadInTime read;
    private final Answers answers;

    BalanceController(
            BalanceRepository balances, Displays displays, ReadInTime read, Answers answers) {
        this.balances = balances;
        this.displays = displays;
        this.read = read;
        this.answers = answers;
    }

    @Introspected
    record Search(
            @QueryValue("account_id") @Nullable Long accountId,
            @QueryValue @Nullable String display) {

        Search {
            Fields fields = new Fields();
            fields.idOrNull("account_id", accountId);
            fields.check(
                    display == null || Currency.find(display).isPresent(),
                    "display",
                    Problem.NOT_A_CURRENCY);
            fields.end();
        }
    }

    @Serdeable
    record BalanceList(long accountId, List<BalanceView> balances, Display.@Nullable Total total) {}

    @Get
    HttpResponse<?> balance(Caller caller, @RequestBean Search search) {
        Books books = Books.of(caller, search.accountId());
        return read.answer(() -> answers.ok(list(books.account(), search.display())));
    }

    private BalanceList list(long account, @Nullable String shownIn) {
        List<BalanceRow> rows = balances.of(account);
        List<Money> main = rows.stream().map(BalanceRow::main).toList();
        Display display = displays.in(shownIn, main.stream().map(Money::currency).toList());
        return new BalanceList(
                account,
                rows.stream().map(row -> BalanceView.of(row, display)).toList(),
                display == null ? null : display.total(main));
    }
}
