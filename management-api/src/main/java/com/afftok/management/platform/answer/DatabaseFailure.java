package com.afftok.management.platform.answer;

import io.micronaut.data.connection.exceptions.ConnectionException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Distinguishes an unreachable database from one that refuses a statement, and gives the reason.
public final class DatabaseFailure {

    private static final int DEEPEST_CAUSE = 16;
    private static final Set<String> CUT_SHORT = Set.of("57014", "55P03", "40P01", "40001");

    private DatabaseFailure() {}

    /// Whether a statement violates the constraint or unique index of this name.
    public static boolean breaks(String constraint, Throwable failure) {
        return sqlCause(
                        failure,
                        e ->
                                String.valueOf(e.getSQLState()).startsWith("23")
                                        && String.valueOf(e.getMessage())
                                                .contains('"' + constraint + '"'))
                != null;
    }

    /// Whether a statement hit its timeout (57014) or its lock timeout (55P03), or was ended for
    /// another transaction by a deadlock (40P01) or a conflict (40001). It may succeed later.
    public static boolean isCutShort(@Nullable Throwable failure) {
        return sqlCause(failure, e -> CUT_SHORT.contains(String.valueOf(e.getSQLState()))) != null;
    }

    /// Whether the database refuses the data of a statement (class 22 or 23): it would refuse them
    /// again.
    public static boolean isRefusal(Throwable failure) {
        return sqlCause(failure, e -> String.valueOf(e.getSQLState()).matches("2[23].*")) != null;
    }

    static boolean isUnreachable(@Nullable Throwable failure) {
        return failure instanceof ConnectionException || unreachable(failure) != null;
    }

    /// The message of the driver or pool, which contains no more than host and port.
    static String reason(@Nullable Throwable failure) {
        SQLException cause = unreachable(failure);
        return cause == null ? "" : String.valueOf(cause.getMessage());
    }

    private static @Nullable SQLException unreachable(@Nullable Throwable failure) {
        return sqlCause(failure, DatabaseFailure::isUnreachable);
    }

    private static @Nullable SQLException sqlCause(
            @Nullable Throwable failure, Predicate<SQLException> wanted) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof SQLException e && wanted.test(e)) {
                return e;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /// Class 08: broken connection; 57P: server starting or stopping; 53300: too many connections.
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
