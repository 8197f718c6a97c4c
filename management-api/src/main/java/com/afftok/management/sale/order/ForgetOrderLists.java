package com.afftok.management.sale.order;

import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes lists of orders after ninety days. Any number of instances may do so in parallel.
@Singleton
final class ForgetOrderLists {

    private static final Logger LOG = LoggerFactory.getLogger(ForgetOrderLists.class);
    private static final Duration KEPT = Duration.ofDays(90);

    private final OrderListRepository lists;
    private final InstantSource clock;

    ForgetOrderLists(OrderListRepository lists, InstantSource clock) {
        this.lists = lists;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "2m", fixedDelay = "1h")
    void run() {
        try {
            lists.forget(clock.instant().minus(KEPT));
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("old lists of orders could not be deleted");
        }
    }
}
