package com.afftok.management.money.month;

import com.afftok.management.RunningApi;
import com.afftok.management.money.invoice.issue.BillMonth;
import com.afftok.management.money.statement.IssueStatements;
import com.afftok.management.trust.audit.Audit;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/// Closes months at times to come.
public final class ClosedMonths {

    public static final Duration AFTER_THE_END = CloseMonth.AFTER_THE_END;

    private ClosedMonths() {}

    /// Closes all months up to this one.
    public static void until(RunningApi api, YearMonth last) {
        CloseMonth close =
                at(api, last.plusMonths(1).atDay(2).atStartOfDay().toInstant(ZoneOffset.UTC));
        boolean more = true;
        while (more) {
            more = close.closeNext();
        }
    }

    /// Whether a month is closed by an instance whose clock shows this time.
    public static boolean next(RunningApi api, Instant now) {
        return at(api, now).closeNext();
    }

    @SuppressWarnings("unchecked")
    static CloseMonth at(RunningApi api, Instant now) {
        return new CloseMonth(
                api.part(MonthRepository.class),
                api.part(IssueStatements.class),
                api.part(BillMonth.class),
                api.part(Audit.class),
                (TransactionOperations<Connection>) api.part(TransactionOperations.class),
                () -> now);
    }
}
