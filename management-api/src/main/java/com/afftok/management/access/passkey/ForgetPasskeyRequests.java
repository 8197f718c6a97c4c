package com.afftok.management.access.passkey;

import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes requests soon after they have expired. Any number of instances may do so in parallel.
@Singleton
final class ForgetPasskeyRequests {

    private static final Logger LOG = LoggerFactory.getLogger(ForgetPasskeyRequests.class);

    /// Until then, the answer is that it has expired.
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final PasskeyRequestRepository requests;
    private final InstantSource clock;

    ForgetPasskeyRequests(PasskeyRequestRepository requests, InstantSource clock) {
        this.requests = requests;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "2m", fixedDelay = "5m")
    void run() {
        try {
            requests.forget(clock.instant().minus(KEPT));
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("expired requests of passkeys could not be deleted");
        }
    }
}
