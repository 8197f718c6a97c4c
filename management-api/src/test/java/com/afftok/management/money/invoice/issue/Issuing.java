package com.afftok.management.money.invoice.issue;

import com.afftok.management.RunningApi;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.YearMonth;

/// Issues the invoices of closed months.
public final class Issuing {

    private Issuing() {}

    /// Issues all that can be issued, and returns their number.
    public static int all(RunningApi api) {
        return api.part(IssueInvoices.class).issueAll();
    }

    /// Issues an invoice in a transaction that fails afterwards.
    @SuppressWarnings("unchecked")
    public static void inVain(RunningApi api, YearMonth month, long advertiser) {
        TransactionOperations<Connection> transactions = api.part(TransactionOperations.class);
        transactions.executeWrite(status -> {
            status.setRollbackOnly();
            Waiting one =
                    new Waiting(
                            month.getYear() * 100 + month.getMonthValue(),
                            month.toString(),
                            advertiser,
                            "USD",
                            true);
            return api.part(IssueInvoices.class).issue(one);
        });
    }
}
