package com.afftok.management.platform.idempotency;

import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes expired keys. Any number of instances may do so in parallel.
@Singleton
final class ForgetKeys {

    private static final Logger LOG = LoggerFactory.getLogger(ForgetKeys.class);

    private final KeyRepository keys;
    private final InstantSource clock;

    ForgetKeys(KeyRepository keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "2m", fixedDelay = "1h")
    void run() {
        try {
            keys.forget(clock.instant().minus(AnswerOnce.KEPT));
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("idempotency keys could not be deleted");
        }
    }
}
