package com.afftok.management.answer;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads what may be too much to read, and gives up in time.
@Singleton
public final class ReadInTime {

    private static final String LIMIT = "select set_config('statement_timeout', ?, true)";

    private static final String CANCELLED = "57014";
    private static final int DEEPEST_CAUSE = 8;

    private final TransactionOperations<Connection> transactions;

    ReadInTime(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    /// What is read; nothing if a statement took too long.
    public <T> Optional<T> read(Duration patience, Supplier<T> reading) {
        try {
            return Optional.of(
                    transactions.executeRead(transaction -> {
                        limitStatements(transaction.getConnection(), patience);
                        return reading.get();
                    }));
        } catch (RuntimeException e) {
            if (isCancelled(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// For as long as the transaction lasts.
    private static void limitStatements(Connection connection, Duration patience) {
        try (PreparedStatement limit = connection.prepareStatement(LIMIT)) {
            limit.setString(1, Long.toString(patience.toMillis()));
            limit.execute();
        } catch (SQLException e) {
            throw new DataAccessException("the time of statements could not be limited", e);
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
