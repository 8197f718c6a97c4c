package com.afftok.management.platform.schema;

import com.afftok.management.platform.config.CannotStart;
import com.afftok.shared.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for the database, within a limit, because services and database often start together.
///
/// @param variable the variable with the URL, for messages
record AwaitDatabase(String variable, DatabaseUrl url, Duration limit) {

    private static final Logger LOG = LoggerFactory.getLogger(AwaitDatabase.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /// Opens a connection outside of the pool. The limit begins with the first refusal, so that a
    /// slow start of this process does not count.
    ///
    /// @throws CannotStart if the database is unreachable or refuses the sign-in
    Connection connect() {
        @Nullable Long waitingSince = null;
        while (true) {
            try {
                return attempt();
            } catch (SQLException e) {
                if (!isPassing(e) || (waitingSince != null && isOver(waitingSince))) {
                    throw new CannotStart(variable, url.redacted() + " refuses connections", e);
                }
                if (waitingSince == null) {
                    LOG.atWarn()
                            .addKeyValue("database", url.redacted())
                            .addKeyValue("timeout", limit)
                            .log("waiting for the database");
                    waitingSince = System.nanoTime();
                }
            }
            pause();
        }
    }

    private boolean isOver(long waitingSince) {
        return System.nanoTime() - waitingSince >= limit.toNanos();
    }

    private Connection attempt() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", url.user());
        properties.setProperty("password", url.password());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("loginTimeout", "5");
        return DriverManager.getConnection(url.jdbcUrl(), properties);
    }

    /// Unreachable (08), starting or stopping (57P), or full (53). A wrong password or database
    /// name is permanent.
    private static boolean isPassing(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53"));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }
}
