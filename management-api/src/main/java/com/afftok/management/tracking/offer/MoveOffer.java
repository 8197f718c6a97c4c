package com.afftok.management.tracking.offer;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.edge.TellEdges;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.OfferId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Approves, pauses, activates and archives offers, and approves or declines proposals of owners.
/// An offer that an administrator has paused or archived is held by the platform.
@Singleton
final class MoveOffer {

    private static final String PLATFORM = "platform";

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

    enum Move {
        APPROVE,
        DECLINE,
        PAUSE,
        ACTIVATE,
        ARCHIVE
    }

    sealed interface Outcome {

        record Moved(OfferRow offer) implements Outcome {}

        record Refused(ErrorCode code, List<Detail> why) implements Outcome {}
    }

    /// Moves an offer that the caller may change.
    ///
    /// @param read the version that the caller has seen, or null
    Outcome move(Caller caller, OfferId id, @Nullable Integer read, Move move) {
        Viewer viewer = Viewer.of(caller);
        OfferRow offer = viewer.owned(offers, id);
        if (offer == null) {
            return refused(ErrorCode.OFFER_001);
        }
        if (read != null && read != offer.version()) {
            return refused(ErrorCode.STATE_001);
        }
        boolean isAdmin = caller instanceof Caller.Admin;
        if (move == Move.ACTIVATE && offer.heldBy() != null && !isAdmin) {
            return refused(ErrorCode.STATE_002, Problem.HELD_BY_PLATFORM.with("held_by"));
        }
        if (!leadsFrom(offer, move, isAdmin)) {
            return refused(ErrorCode.STATE_002);
        }
        Outcome outcome =
                transactions.executeWrite(
                        _ -> move(caller, viewer, offer, move, heldBy(offer, move, isAdmin)));
        if (outcome instanceof Outcome.Moved) {
            edges.changed(id);
        }
        return outcome;
    }

    /// An administrator can hold an offer that its owner has paused.
    private static boolean leadsFrom(OfferRow offer, Move move, boolean isAdmin) {
        String status = offer.status();
        return switch (move) {
            case APPROVE -> status.equals("pending") || offer.isProposed();
            case DECLINE -> offer.isProposed();
            case PAUSE ->
                    status.equals("active")
                            || (status.equals("paused") && isAdmin && offer.heldBy() == null);
            case ACTIVATE -> status.equals("paused");
            case ARCHIVE -> !status.equals("archived");
        };
    }

    private static String target(OfferRow offer, Move move) {
        return switch (move) {
            case APPROVE -> offer.status().equals("pending") ? "active" : offer.status();
            case DECLINE -> offer.status();
            case PAUSE -> "paused";
            case ACTIVATE -> "active";
            case ARCHIVE -> "archived";
        };
    }

    private static @Nullable String heldBy(OfferRow offer, Move move, boolean isAdmin) {
        return switch (move) {
            case PAUSE, ARCHIVE -> isAdmin ? PLATFORM : offer.heldBy();
            case ACTIVATE -> null;
            case APPROVE, DECLINE -> offer.heldBy();
        };
    }

    private Outcome move(
            Caller caller, Viewer viewer, OfferRow before, Move move, @Nullable String heldBy) {
        long id = before.id();
        long owner = viewer.user();
        boolean all = viewer.changesAll();
        if (offers.move(id, owner, all, before.version(), target(before, move), heldBy) == 0) {
            return refused(ErrorCode.STATE_001);
        }
        switch (move) {
            case APPROVE -> {
                offers.adopt(id, owner, all);
                offers.withdraw(id, owner, all);
            }
            case DECLINE, ARCHIVE -> offers.withdraw(id, owner, all);
            case PAUSE, ACTIVATE -> {}
        }
        OfferRow after = offers.find(id, 0, true).orElseThrow();
        audit.note(
                caller,
                "offer." + move.name().toLowerCase(Locale.ROOT),
                AuditedObject.of("offer", id),
                OfferView.Own.of(before),
                OfferView.Own.of(after));
        return new Outcome.Moved(after);
    }

    private static Outcome refused(ErrorCode code, Detail... why) {
        return new Outcome.Refused(code, List.of(why));
    }
}
