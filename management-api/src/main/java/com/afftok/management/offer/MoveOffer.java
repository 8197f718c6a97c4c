package com.afftok.management.offer;

import com.afftok.management.access.Caller;
import com.afftok.management.audit.Audit;
import com.afftok.management.audit.AuditedObject;
import com.afftok.management.edge.TellEdges;
import com.afftok.shared.id.OfferId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Approves, pauses, activates and archives offers.
@Singleton
final class MoveOffer {

    private final OfferRepository offers;
    private final TransactionOperations<Connection> transactions;
    private final Audit audit;
    private final TellEdges edges;

    MoveOffer(
            OfferRepository offers,
            TransactionOperations<Connection> transactions,
            Audit audit,
            TellEdges edges) {
        this.offers = offers;
        this.transactions = transactions;
        this.audit = audit;
        this.edges = edges;
    }

    /// What can be done with an offer, from which states to which.
    enum Move {
        APPROVE("active"),
        PAUSE("paused"),
        ACTIVATE("active"),
        ARCHIVE("archived");

        private final String to;

        Move(String to) {
            this.to = to;
        }

        boolean leadsFrom(String status) {
            return switch (this) {
                case APPROVE -> status.equals("pending");
                case PAUSE -> status.equals("active");
                case ACTIVATE -> status.equals("paused");
                case ARCHIVE -> !status.equals("archived");
            };
        }
    }

    /// The offer after the move, or nothing if its state forbids that.
    Optional<OfferRow> move(Caller caller, OfferRow offer, Move move) {
        if (!move.leadsFrom(offer.status())) {
            return Optional.empty();
        }
        boolean moved =
                transactions.executeWrite(_ -> {
                    if (offers.move(offer.id(), offer.status(), move.to) == 0) {
                        return false;
                    }
                    audit.note(
                            caller,
                            "offer." + move.name().toLowerCase(Locale.ROOT),
                            AuditedObject.of("offer", offer.id()),
                            Map.of("status", offer.status()),
                            Map.of("status", move.to));
                    return true;
                });
        if (!moved) {
            return Optional.empty();
        }
        edges.changed(new OfferId(offer.id()));
        return offers.find(offer.id(), 0, true);
    }
}
