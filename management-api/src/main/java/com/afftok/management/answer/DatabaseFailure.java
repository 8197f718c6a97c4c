package com.afftok.management.answer;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/// Tells a database that cannot be reached from one that refuses a statement.
final class DatabaseFailure {

    private static final int DEEPEST_CAUSE = 16;

    private DatabaseFailure() {}

    static boolean isUnreachable(@Nullable Throwable failure) {
        return unreachable(failure) != null;
    }

    /// What the driver or the pool said, which names no more than host and port.
    static String reason(@Nullable Throwable failure) {
        SQLException cause = unreachable(failure);
        return cause == null ? "" : String.valueOf(cause.getMessage());
    }

    private static @Nullable SQLException unreachable(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof SQLException e && isUnreachable(e)) {
                return e;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /// Class 08 is a broken connection, 57P a server that stops or starts, 53300 one that is full.
    private static boolean isUnreachable(SQLException e) {
        if (e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException) {
            return true;
        }
        String state = e.getSQLState();
        return state != null
                && (state.startsWith("08") || state.startsWith("57P") || state.equals("53300"));
    }
}
