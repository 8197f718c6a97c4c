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

/// Waits for the database, within bounds: services and database are often started together.
///
/// @param variable by which the operator names the database
record AwaitDatabase(String variable, DatabaseUrl url, Duration limit) {

    private static final Logger LOG = LoggerFactory.getLogger(AwaitDatabase.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /// A connection of its own, beside the pool. The time limit begins with the first refusal,
    /// which a busy machine may delay.
    ///
    /// @throws CannotStart if the database stays away, or lets nobody in
    Connection connect() {
        @Nullable Long waitingSince = null;
        while (true) {
            try {
                return attempt();
            } catch (SQLException e) {
                if (!isPassing(e) || (waitingSince != null && isOver(waitingSince))) {
                    throw new CannotStart(variable, url.redacted() + " lets nobody in", e);
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

    /// Nobody listens (08), it starts or stops (57P), or it is full (53); a wrong password or
    /// database name does not get better by waiting.
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
