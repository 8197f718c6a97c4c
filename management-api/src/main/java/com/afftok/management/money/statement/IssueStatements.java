package com.afftok.management.money.statement;

import jakarta.inject.Singleton;
import java.time.YearMonth;

/// Issues the statements of a month, in the transaction that closes it.
@Singleton
public final class IssueStatements {

    private final StatementRepository statements;

    IssueStatements(StatementRepository statements) {
        this.statements = statements;
    }

    /// Returns the number of their lines.
    public int issue(YearMonth month) {
        return statements.issue(month);
    }
}
