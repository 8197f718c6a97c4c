package com.afftok.house;

import com.afftok.shared.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/// Connections of tests to a database, each used by one thread at a time. They are kept, because a
/// new one costs PostgreSQL and its client more than the statements of a test.
public final class KeptConnections {

    private static final int SECONDS = 5;

    private final DatabaseUrl url;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    public KeptConnections(String url) {
        this.url = DatabaseUrl.parse(url);
    }

    /// Statements that leave no transaction open, and no setting of the session.
    public interface Work<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    public <T extends @Nullable Object> T run(Work<T> work) throws SQLException {
        Connection connection = take();
        T result;
        try {
            result = work.on(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
        idle.push(connection);
        return result;
    }

    /// The server may have been stopped since the connection was used.
    private Connection take() throws SQLException {
        for (Connection kept = idle.poll(); kept != null; kept = idle.poll()) {
            if (kept.isValid(SECONDS)) {
                return kept;
            }
            kept.close();
        }
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }
}
