package com.afftok.management.money.reconcile;

import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Runs all comparisons each night, and logs their results. Of several instances, one does.
@Singleton
final class ReconcileNightly {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileNightly.class);

    private final Reconcile reconcile;

    ReconcileNightly(Reconcile reconcile) {
        this.reconcile = reconcile;
    }

    @Scheduled(cron = "0 40 2 * * *")
    void run() {
        try {
            reconcile.run().ifPresent(run -> run.comparisons().forEach(ReconcileNightly::log));
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atError()
                    .addKeyValue("reason", e.getMessage())
                    .log("the reconciliation has failed");
        }
    }

    private static void log(Compared result) {
        for (Difference one : result.named()) {
            LOG.atError()
                    .addKeyValue("comparison", result.name())
                    .addKeyValue("subject", one.subject())
                    .addKeyValue("figure", one.figure())
                    .addKeyValue("kept", one.kept())
                    .addKeyValue("expected", one.expected())
                    .log("a figure differs from its rows");
        }
        LOG.atLevel(result.differences() == 0 ? Level.INFO : Level.ERROR)
                .addKeyValue("comparison", result.name())
                .addKeyValue("compared", result.compared())
                .addKeyValue("differences", result.differences())
                .log("figures were compared with their rows");
    }
}
