package com.afftok.management.offer;

import com.afftok.management.access.Caller;
import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure.Detail;
import com.afftok.management.audit.Audit;
import com.afftok.management.audit.AuditedObject;
import com.afftok.management.edge.TellEdges;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.OfferId;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes an offer, or puts other terms in the place of one's own.
@Singleton
final class SaveOffer {

    private final OfferRepository offers;
    private final TransactionOperations<Connection> transactions;
    private final Audit audit;
    private final TellEdges edges;
    private final ObjectMapper json;

    SaveOffer(
            OfferRepository offers,
            TransactionOperations<Connection> transactions,
            Audit audit,
            TellEdges edges,
            ObjectMapper json) {
        this.offers = offers;
        this.transactions = transactions;
        this.audit = audit;
        this.edges = edges;
        this.json = json;
    }

    sealed interface Outcome {

        record Saved(OfferRow offer) implements Outcome {}

        record Invalid(List<Detail> problems) implements Outcome {}

        record Refused(ErrorCode code) implements Outcome {}
    }

    Outcome make(Caller caller, OfferRequest request) {
        Checks checks = new Checks();
        request.check(checks);
        Long owner = owner(caller, request, checks);
        checkNetwork(request, checks);
        if (checks.found()) {
            return new Outcome.Invalid(checks.problems());
        }
        OfferTerms terms = request.wanted();
        return transactions.executeWrite(_ -> {
            long id = offers.insert(Objects.requireNonNull(owner), text(terms));
            audit.note(caller, "offer.create", AuditedObject.of("offer", id), null, terms);
            return new Outcome.Saved(offers.find(id, 0, true).orElseThrow());
        });
    }

    private @Nullable Long owner(Caller caller, OfferRequest request, Checks checks) {
        if (caller instanceof Caller.Advertiser advertiser) {
            return advertiser.account().value();
        }
        Long named = request.advertiserId();
        checks.present("advertiser_id", named);
        if (named != null) {
            checks.that(
                    offers.isAdvertiser(named), "advertiser_id", "must be an active advertiser");
        }
        return named;
    }

    private void checkNetwork(OfferRequest request, Checks checks) {
        Long network = request.networkId();
        if (network != null) {
            checks.that(offers.isNetwork(network), "network_id", "must be a network");
        }
    }

    Outcome replace(Caller caller, OfferId id, OfferRequest request) {
        Viewer viewer = Viewer.of(caller);
        OfferRow found = viewer.owned(offers, id);
        if (found == null) {
            return new Outcome.Refused(ErrorCode.OFFER_001);
        }
        Checks checks = new Checks();
        request.check(checks);
        checks.present("version", request.version());
        checkNetwork(request, checks);
        checks.that(
                found.status().equals("pending") || found.currency().equals(request.currency()),
                "currency",
                "must stay " + found.currency() + " once the offer is approved");
        if (checks.found()) {
            return new Outcome.Invalid(checks.problems());
        }
        if (found.status().equals("archived")) {
            return new Outcome.Refused(ErrorCode.STATE_002);
        }
        if (Objects.requireNonNull(request.version()) != found.version()) {
            return new Outcome.Refused(ErrorCode.STATE_001);
        }
        Outcome outcome =
                transactions.executeWrite(_ -> replace(caller, viewer, found, request.wanted()));
        if (outcome instanceof Outcome.Saved) {
            edges.changed(id);
        }
        return outcome;
    }

    /// What an owner may not decide alone waits beside the offer, and whatever else they say takes
    /// the place of what waited before. An administrator's change leaves it waiting.
    private Outcome replace(Caller caller, Viewer viewer, OfferRow found, OfferTerms terms) {
        long id = found.id();
        long owner = viewer.user();
        boolean all = viewer.changesAll();
        boolean isOwner = caller instanceof Caller.User;
        boolean waits = isOwner && !found.status().equals("pending") && terms.needApproval(found);
        OfferTerms live = waits ? terms.asApproved(found) : terms;
        if (offers.replace(id, owner, all, found.version(), text(live)) == 0) {
            return new Outcome.Refused(ErrorCode.STATE_001);
        }
        if (isOwner) {
            offers.withdraw(id, owner, all);
        }
        if (waits) {
            offers.propose(id, owner, all, text(terms));
        }
        OfferRow saved = offers.find(id, 0, true).orElseThrow();
        audit.note(
                caller,
                "offer.change",
                AuditedObject.of("offer", id),
                OwnOfferView.of(found),
                OwnOfferView.of(saved));
        return new Outcome.Saved(saved);
    }

    private String text(OfferTerms terms) {
        try {
            return json.writeValueAsString(terms);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
