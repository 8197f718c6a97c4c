package com.afftok.management.sale.decision.bulk;

import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes decisions in bulk ninety days after they were finished; the history of the conversions
/// remains. Any number of instances may do so in parallel.
@Singleton
final class ForgetBulk {

    private static final Logger LOG = LoggerFactory.getLogger(ForgetBulk.class);
    private static final Duration KEPT = Duration.ofDays(90);

    private final BulkRepository bulks;
    private final InstantSource clock;

    ForgetBulk(BulkRepository bulks, InstantSource clock) {
        this.bulks = bulks;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "2m", fixedDelay = "1h")
    void run() {
        try {
            bulks.forget(clock.instant().minus(KEPT));
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("old decisions in bulk could not be deleted");
        }
    }
}
