package com.afftok.management.tracking.link;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.edge.TellEdges;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.LinkId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Approves and rejects applications. A rejection ends all links of the promoter to the offer.
@Singleton
final class DecideApplication {

    private final ApplicationRepository applications;
    private final TransactionOperations<Connection> transactions;
    private final Audit audit;
    private final TellEdges edges;

    DecideApplication(
            ApplicationRepository applications,
            TransactionOperations<Connection> transactions,
            Audit audit,
            TellEdges edges) {
        this.applications = applications;
        this.transactions = transactions;
        this.audit = audit;
        this.edges = edges;
    }

    /// The advertiser for whose offers the caller decides.
    record Party(long advertiser, boolean all) {

        static Party of(Caller caller) {
            return switch (caller) {
                case Caller.User user -> new Party(user.account().value(), false);
                case Caller.Admin _ -> new Party(0, true);
            };
        }
    }

    sealed interface Outcome {

        record Decided(ApplicationRow application) implements Outcome {}

        record Unknown() implements Outcome {}

        record Impossible() implements Outcome {}
    }

    Outcome approve(Caller caller, LinkId id) {
        return decide(
                caller,
                id,
                "application.approve",
                (before, party) ->
                        applications.approve(before.id(), party.advertiser(), party.all()) == 0
                                ? List.of()
                                : List.of(before.id()));
    }

    Outcome reject(Caller caller, LinkId id, String reason) {
        return decide(
                caller,
                id,
                "application.reject",
                (before, party) ->
                        before.status().equals("archived")
                                ? List.of()
                                : applications.end(
                                        before.promoterId(),
                                        before.offerId(),
                                        party.advertiser(),
                                        party.all(),
                                        reason));
    }

    /// Changes links, and returns their ids.
    private interface Decision {
        List<Long> take(ApplicationRow before, Party party);
    }

    private Outcome decide(Caller caller, LinkId id, String action, Decision decision) {
        List<Long> changed = new ArrayList<>();
        Outcome outcome =
                transactions.executeWrite(_ -> take(caller, id, action, decision, changed));
        if (outcome instanceof Outcome.Decided) {
            changed.forEach(link -> edges.changed(new LinkId(link)));
        }
        return outcome;
    }

    /// @param changed receives the ids of the links
    private Outcome take(
            Caller caller, LinkId id, String action, Decision decision, List<Long> changed) {
        Party party = Party.of(caller);
        Optional<ApplicationRow> before =
                applications.lock(id.value(), party.advertiser(), party.all());
        if (before.isEmpty()) {
            return new Outcome.Unknown();
        }
        changed.addAll(decision.take(before.get(), party));
        if (changed.isEmpty()) {
            return new Outcome.Impossible();
        }
        ApplicationRow after =
                applications.find(id.value(), party.advertiser(), party.all()).orElseThrow();
        audit.note(
                caller, action, AuditedObject.of("application", id.value()), before.get(), after);
        return new Outcome.Decided(after);
    }
}
