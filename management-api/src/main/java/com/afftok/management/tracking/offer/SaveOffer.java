package com.afftok.management.tracking.offer;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.edge.TellEdges;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.OfferId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/// Creates offers, and replaces the terms of one's own.
@Singleton
final class SaveOffer {

    private final OfferRepository offers;
    private final TransactionOperations<Connection> transactions;
    private final Audit audit;
    private final TellEdges edges;

    SaveOffer(
            OfferRepository offers,
            TransactionOperations<Connection> transactions,
            Audit audit,
            TellEdges edges) {
        this.offers = offers;
        this.transactions = transactions;
        this.audit = audit;
        this.edges = edges;
    }

    Outcome<OfferRow> make(Caller caller, OfferRequest request) {
        Fields fields = new Fields();
        Long owner = owner(caller, request, fields);
        checkNetwork(request, fields);
        if (owner == null || !fields.problems().isEmpty()) {
            return Outcome.invalid(fields.problems());
        }
        return transactions.executeWrite(_ -> {
            long id = offers.insert(owner, request.terms());
            audit.note(
                    caller, "offer.create", AuditedObject.of("offer", id), null, request.terms());
            return new Outcome.Saved<>(offers.find(id, 0, true).orElseThrow());
        });
    }

    private @Nullable Long owner(Caller caller, OfferRequest request, Fields fields) {
        if (caller instanceof Caller.Advertiser advertiser) {
            return advertiser.account().value();
        }
        Long named = request.advertiserId();
        fields.check(named != null, "advertiser_id", Problem.REQUIRED)
                .check(
                        named == null || offers.isAdvertiser(named),
                        "advertiser_id",
                        Problem.NOT_AN_ADVERTISER);
        return named;
    }

    private void checkNetwork(OfferRequest request, Fields fields) {
        Long network = request.terms().listing().networkId();
        fields.check(
                network == null || offers.isNetwork(network),
                "network_id",
                Problem.NOT_AN_AFFILIATE_NETWORK);
    }

    Outcome<OfferRow> replace(Caller caller, OfferId id, OfferRequest request) {
        int version = Fields.required("version", request.version());
        Viewer viewer = Viewer.of(caller);
        OfferRow found = viewer.owned(offers, id);
        if (found == null) {
            return Outcome.refused(ErrorCode.OFFER_001);
        }
        Fields fields = new Fields();
        checkNetwork(request, fields);
        String currency = found.terms().listing().currency();
        fields.check(
                found.status().equals("pending")
                        || currency.equals(request.terms().listing().currency()),
                "currency",
                Problem.CURRENCY_STAYS,
                currency);
        if (!fields.problems().isEmpty()) {
            return Outcome.invalid(fields.problems());
        }
        if (found.status().equals("archived")) {
            return Outcome.refused(ErrorCode.STATE_002);
        }
        if (version != found.version()) {
            return Outcome.refused(ErrorCode.STATE_001);
        }
        Outcome<OfferRow> outcome =
                transactions.executeWrite(_ -> replace(caller, viewer, found, request.terms()));
        if (outcome instanceof Outcome.Saved) {
            edges.changed(id);
        }
        return outcome;
    }

    /// Changes of an owner that need approval become a proposal, which replaces an earlier one. A
    /// change by an administrator keeps the proposal.
    private Outcome<OfferRow> replace(
            Caller caller, Viewer viewer, OfferRow found, OfferTerms terms) {
        long id = found.id();
        long owner = viewer.user();
        boolean all = viewer.changesAll();
        boolean isOwner = caller instanceof Caller.User;
        boolean waits =
                isOwner
                        && !found.status().equals("pending")
                        && terms.agreed().needsApproval(found.terms().agreed());
        OfferTerms live = waits ? terms.with(found.terms().agreed()) : terms;
        if (offers.replace(id, owner, all, found.version(), live) == 0) {
            return Outcome.refused(ErrorCode.STATE_001);
        }
        if (isOwner) {
            offers.withdraw(id, owner, all);
        }
        if (waits) {
            offers.propose(id, owner, all, terms.agreed());
        }
        OfferRow saved = offers.find(id, 0, true).orElseThrow();
        audit.note(
                caller,
                "offer.change",
                AuditedObject.of("offer", id),
                OfferView.Own.of(found),
                OfferView.Own.of(saved));
        return new Outcome.Saved<>(saved);
    }
}
