package com.afftok.management.money.statement;

import com.afftok.management.platform.health.Readiness;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Issues the statements of each month (UTC) once it is over, one month in a transaction. Months
/// that were missed are issued in their order. Any number of instances may do so in parallel.
@Singleton
final class IssueStatements {

    /// Most transactions that began in the month have ended by then; entries of later ones are in
    /// the next statement.
    static final Duration AFTER_THE_END = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(IssueStatements.class);

    private final StatementRepository statements;
    private final TransactionOperations<Connection> transactions;
    private final Readiness readiness;
    private final InstantSource clock;

    IssueStatements(
            StatementRepository statements,
            TransactionOperations<Connection> transactions,
            Readiness readiness,
            InstantSource clock) {
        this.statements = statements;
        this.transactions = transactions;
        this.readiness = readiness;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "30s", fixedDelay = "10m")
    void run() {
        try {
            boolean more = readiness.isReady();
            while (more) {
                more = issueNext() && readiness.isReady();
            }
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("statements could not be issued, trying again");
        }
    }

    /// Whether a month was issued.
    boolean issueNext() {
        Instant now = clock.instant();
        return transactions.executeWrite(_ -> {
            Optional<YearMonth> next = statements.lockNext();
            if (next.isEmpty() || now.isBefore(due(next.get()))) {
                return false;
            }
            int lines = statements.issue(next.get(), now);
            LOG.atInfo()
                    .addKeyValue("month", next.get())
                    .addKeyValue("lines", lines)
                    .log("statements are issued");
            return true;
        });
    }

    private static Instant due(YearMonth month) {
        return month.plusMonths(1)
                .atDay(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .plus(AFTER_THE_END);
    }
}
