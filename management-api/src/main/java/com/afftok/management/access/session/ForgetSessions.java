package com.afftok.management.access.session;

import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes sessions a day after they have expired. Any number of instances may do so in parallel.
@Singleton
final class ForgetSessions {

    private static final Logger LOG = LoggerFactory.getLogger(ForgetSessions.class);
    private static final Duration KEPT = Duration.ofDays(1);

    private final SessionRepository sessions;
    private final InstantSource clock;

    ForgetSessions(SessionRepository sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1h")
    void run() {
        try {
            sessions.forget(clock.instant().minus(KEPT));
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("expired sessions could not be deleted");
        }
    }
}
