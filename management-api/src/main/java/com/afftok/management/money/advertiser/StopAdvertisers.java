package com.afftok.management.money.advertiser;

import com.afftok.management.money.advertiser.StopRepository.ChangeRow;
import com.afftok.management.platform.edge.TellEdges;
import com.afftok.management.platform.health.Readiness;
import com.afftok.shared.id.OfferId;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stops the offers of advertisers whose prepayment or credit is used up, and starts them again
/// when they have paid. It looks at advertisers with a limit alone. Of several instances, one does.
///
/// Bookings are not delayed by it, and so a sale may use more than what is left. Sales of clicks
/// before the stop are recorded and owed.
@Singleton
final class StopAdvertisers {

    private static final Logger LOG = LoggerFactory.getLogger(StopAdvertisers.class);

    private final StopRepository stops;
    private final TellEdges edges;
    private final TransactionOperations<Connection> transactions;
    private final Readiness readiness;
    private boolean failing;

    StopAdvertisers(
            StopRepository stops,
            TellEdges edges,
            TransactionOperations<Connection> transactions,
            Readiness readiness) {
        this.stops = stops;
        this.edges = edges;
        this.transactions = transactions;
        this.readiness = readiness;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "300ms")
    void run() {
        if (!readiness.isReady()) {
            return;
        }
        try {
            compare();
            failing = false;
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            // The first of several failures in a row.
            if (!failing) {
                LOG.atWarn()
                        .addKeyValue("reason", e.getMessage())
                        .log("balances of advertisers could not be compared with their limits");
            }
            failing = true;
        }
    }

    void compare() {
        List<ChangeRow> changes =
                transactions.executeWrite(
                        _ -> stops.alone() ? stops.compare() : List.<ChangeRow>of());
        for (ChangeRow change : changes) {
            Long offer = change.offerId();
            if (offer != null) {
                edges.changed(new OfferId(offer));
            }
        }
        changes.stream()
                .map(change -> new Change(change.advertiserId(), change.currency(), change.stops()))
                .distinct()
                .forEach(StopAdvertisers::log);
    }

    private record Change(long advertiser, String currency, boolean stops) {}

    private static void log(Change change) {
        LOG.atInfo()
                .addKeyValue("advertiser", change.advertiser())
                .addKeyValue("currency", change.currency())
                .log(
                        change.stops()
                                ? "the offers of an advertiser stop, because nothing is left"
                                : "the offers of an advertiser go on");
    }
}
