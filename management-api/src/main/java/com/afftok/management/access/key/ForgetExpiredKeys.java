package com.afftok.management.access.key;

import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes API keys thirty days after they have expired; until then, they are listed, and answered
/// as expired. Any number of instances may do so in parallel.
@Singleton
final class ForgetExpiredKeys {

    private static final Logger LOG = LoggerFactory.getLogger(ForgetExpiredKeys.class);
    private static final Duration KEPT = Duration.ofDays(30);

    private final ApiKeyRepository keys;
    private final InstantSource clock;

    ForgetExpiredKeys(ApiKeyRepository keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1h")
    void run() {
        try {
            keys.forget(clock.instant().minus(KEPT));
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("expired API keys could not be deleted");
        }
    }
}
