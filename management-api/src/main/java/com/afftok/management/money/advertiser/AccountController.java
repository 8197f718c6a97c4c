package com.afftok.management.money.advertiser;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.money.ledger.Books;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/advertiser/account`: what an advertiser owes, and what is left of its prepayment or
/// credit.
@Controller("/api/advertiser/account")
@Allow({Permission.OWN_CHARGES, Permission.PAYOUTS})
@ExecuteOn(TaskExecutors.BLOCKING)
final class AccountController {

    private final AccountRepository accounts;
    private final ReadInTime read;
    private final Answers answers;

    AccountController(AccountRepository accounts, ReadInTime read, Answers answers) {
        this.accounts = accounts;
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
    record AccountView(long accountId, List<BooksView> currencies) {}

    /// The books in a currency.
    ///
    /// @param prepaid what was paid in advance
    /// @param pendingCharges the part of the charges whose sales are not approved yet
    /// @param billing `postpaid`, `prepaid` or `credit`
    /// @param remaining before the offers stop; null without a limit
    @Serdeable
    record BooksView(
            String currency,
            BigDecimal owed,
            BigDecimal prepaid,
            BigDecimal paid,
            BigDecimal pendingCharges,
            String billing,
            @Nullable BigDecimal creditLimit,
            @Nullable BigDecimal remaining,
            boolean stopped,
            @Nullable Instant stoppedSince) {

        static BooksView of(AccountRow row) {
            Currency currency = Currency.of(row.currency());
            Money balance = Money.of(row.balance(), currency);
            Money none = Money.zero(currency);
            BigDecimal limit = row.creditLimit();
            Money credit = limit == null ? null : Money.of(limit, currency);
            return new BooksView(
                    row.currency(),
                    (balance.isNegative() ? balance.negate() : none).toBigDecimal(),
                    (balance.isNegative() ? none : balance).toBigDecimal(),
                    Money.of(row.paid(), currency).toBigDecimal(),
                    Money.of(row.pending(), currency).toBigDecimal(),
                    row.mode() == null ? "postpaid" : row.mode(),
                    credit == null ? null : credit.toBigDecimal(),
                    credit == null ? null : balance.plus(credit).toBigDecimal(),
                    row.since() != null,
                    row.since());
        }
    }

    @Get
    HttpResponse<?> account(HttpRequest<?> request, Caller caller, @RequestBean Search search) {
        Books books = Books.of(caller, search.accountId());
        return read.answer(() ->
                accounts.isAdvertiser(books.account())
                        ? answers.ok(
                                new AccountView(
                                        books.account(),
                                        accounts.of(books.account()).stream()
                                                .map(BooksView::of)
                                                .toList()))
                        : answers.failed(request, ErrorCode.ROUTE_001));
    }
}
