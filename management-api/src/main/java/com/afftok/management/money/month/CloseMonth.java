package com.afftok.management.money.month;

import com.afftok.management.access.Caller;
import com.afftok.management.money.invoice.issue.BillMonth;
import com.afftok.management.money.statement.IssueStatements;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes months (UTC) in their order, one in a transaction: issues its statements and decides what
/// its invoices contain. Any number of instances may do so in parallel.
@Singleton
final class CloseMonth {

    /// Most transactions that began in the month have ended by then; entries of later ones are in
    /// the next month.
    static final Duration AFTER_THE_END = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(CloseMonth.class);

    private final MonthRepository months;
    private final IssueStatements statements;
    private final BillMonth bills;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    CloseMonth(
            MonthRepository months,
            IssueStatements statements,
            BillMonth bills,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.months = months;
        this.statements = statements;
        this.bills = bills;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Closes the next month if it is due, and returns whether it did.
    boolean closeNext() {
        Instant now = clock.instant();
        return transactions.executeWrite(_ -> {
            Optional<YearMonth> next = months.lockNext();
            if (next.isEmpty() || now.isBefore(end(next.get()).plus(AFTER_THE_END))) {
                return false;
            }
            close(next.get(), now, null);
            return true;
        });
    }

    /// Closes a month before the schedule does.
    Outcome<MonthRow> close(Caller.Admin caller, YearMonth month) {
        Instant now = clock.instant();
        return transactions.executeWrite(_ -> {
            YearMonth next = months.lockNext().orElse(null);
            if (now.isBefore(end(month))) {
                return Outcome.refused(
                        ErrorCode.STATE_002, Problem.NOT_OVER.with("month", end(month)));
            }
            if (next == null || month.isBefore(next)) {
                return Outcome.refused(ErrorCode.STATE_002, passed(month));
            }
            if (month.isAfter(next)) {
                return Outcome.refused(
                        ErrorCode.STATE_002, Problem.EARLIER_OPEN.with("month", next));
            }
            close(month, now, caller.id().value());
            MonthRow after = months.find(month).orElseThrow();
            audit.note(
                    caller,
                    "month.close",
                    new AuditedObject("month", month.toString()),
                    null,
                    MonthView.of(after));
            return new Outcome.Saved<>(after);
        });
    }

    private Detail passed(YearMonth month) {
        return months.find(month)
                .map(MonthRow::closedAt)
                .map(at -> Problem.CLOSED_ALREADY.with("month", at))
                .orElseGet(() -> Problem.NOTHING_BOOKED.with("month"));
    }

    private void close(YearMonth month, Instant now, @Nullable Long admin) {
        months.close(month, now, admin);
        int lines = statements.issue(month);
        int accounts = bills.bill(month);
        LOG.atInfo()
                .addKeyValue("month", month)
                .addKeyValue("statement_lines", lines)
                .addKeyValue("advertiser_accounts", accounts)
                .log("month is closed");
    }

    private static Instant end(YearMonth month) {
        return month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
