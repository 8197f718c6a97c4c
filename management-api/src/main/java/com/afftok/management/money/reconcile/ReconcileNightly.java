package com.afftok.management.money.reconcile;

import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares with the ledger each night, and logs each difference. Of several instances, one does.
@Singleton
final class ReconcileNightly {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileNightly.class);
    private static final int LOGGED = 100;

    private final Reconcile reconcile;

    ReconcileNightly(Reconcile reconcile) {
        this.reconcile = reconcile;
    }

    @Scheduled(cron = "0 40 2 * * *")
    void run() {
        try {
            reconcile.differences().ifPresent(ReconcileNightly::log);
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atError()
                    .addKeyValue("reason", e.getMessage())
                    .log("the books could not be compared with the ledger");
        }
    }

    private static void log(List<Difference> differences) {
        for (Difference one : differences.subList(0, Math.min(LOGGED, differences.size()))) {
            LOG.atError()
                    .addKeyValue("place", one.place())
                    .addKeyValue("subject", one.subject())
                    .addKeyValue("kept", one.kept().toPlainString())
                    .addKeyValue("booked", one.booked().toPlainString())
                    .log("the books differ from the ledger");
        }
        LOG.atInfo()
                .addKeyValue("differences", differences.size())
                .log("the books were compared with the ledger");
    }
}
