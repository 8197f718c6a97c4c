package com.afftok.management.money.month;

import com.afftok.management.platform.health.Readiness;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes months when they are due. Months that were missed are closed in their order.
@Singleton
final class CloseMonths {

    private static final Logger LOG = LoggerFactory.getLogger(CloseMonths.class);

    private final CloseMonth close;
    private final Readiness readiness;

    CloseMonths(CloseMonth close, Readiness readiness) {
        this.close = close;
        this.readiness = readiness;
    }

    @Scheduled(initialDelay = "30s", fixedDelay = "10m")
    void run() {
        try {
            boolean more = readiness.isReady();
            while (more) {
                more = close.closeNext() && readiness.isReady();
            }
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("months could not be closed, trying again");
        }
    }
}
