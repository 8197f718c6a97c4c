package com.afftok.management.money.reconcile;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/// Compares balances, earnings of recruiters and open postings with the postings. It reads the
/// whole ledger, in one snapshot, and changes nothing.
@Singleton
public final class Reconcile {

    /// The differences that are named; one cause often has many.
    public static final int MOST = 1_000;

    private static final Columns<Difference> ROW = Columns.of(Difference.class);

    private static final String ALONE =
            "select pg_try_advisory_xact_lock(hashtextextended('comparison with the ledger', 0))";
    private static final String LIMIT = "set local statement_timeout = '2h'";
    private static final String DIFFERENCES =
            "select place, subject, kept, booked from ledger_differences() limit ?";

    private final Statements statements;
    private final TransactionOperations<Connection> transactions;

    Reconcile(Statements statements, TransactionOperations<Connection> transactions) {
        this.statements = statements;
        this.transactions = transactions;
    }

    /// Empty if another one is in progress.
    public Optional<List<Difference>> differences() {
        return transactions.executeRead(_ -> {
            boolean alone =
                    statements.run(
                            sql -> sql.resultQuery(ALONE).fetchSingle().get(0, boolean.class));
            if (!alone) {
                return Optional.empty();
            }
            statements.run(sql -> sql.execute(LIMIT));
            return Optional.of(statements.list(ROW, sql -> sql.resultQuery(DIFFERENCES, MOST)));
        });
    }
}
