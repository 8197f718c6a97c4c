package com.afftok.management.fraud;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads what may be too much to read, and gives up in time.
@Singleton
final class ReadInTime {

    private static final String CANCELLED = "57014";
    private static final int DEEPEST_CAUSE = 8;

    private final RuleSetRepository statements;
    private final TransactionOperations<Connection> transactions;

    ReadInTime(RuleSetRepository statements, TransactionOperations<Connection> transactions) {
        this.statements = statements;
        this.transactions = transactions;
    }

    /// What is read; nothing if a statement took too long.
    <T> Optional<T> read(Duration patience, Supplier<T> reading) {
        try {
            return Optional.of(
                    transactions.executeRead(_ -> {
                        statements.limitStatements(Long.toString(patience.toMillis()));
                        return reading.get();
                    }));
        } catch (RuntimeException e) {
            if (isCancelled(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isCancelled(RuntimeException failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof SQLException e && CANCELLED.equals(e.getSQLState())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
