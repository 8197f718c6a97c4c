package com.afftok.management.access.identity;

import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes requests to providers, and tokens, soon after they have expired. Any number of instances
/// may do so in parallel.
@Singleton
final class ForgetRequests {

    private static final Logger LOG = LoggerFactory.getLogger(ForgetRequests.class);

    /// Until then, the answer is that it has expired.
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final IdentityRequestRepository requests;
    private final IdentityTokenRepository tokens;
    private final InstantSource clock;

    ForgetRequests(
            IdentityRequestRepository requests,
            IdentityTokenRepository tokens,
            InstantSource clock) {
        this.requests = requests;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "2m", fixedDelay = "5m")
    void run() {
        try {
            Instant before = clock.instant().minus(KEPT);
            requests.forget(before);
            tokens.forget(before);
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("expired requests to providers could not be deleted");
        }
    }
}
