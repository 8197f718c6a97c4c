package com.afftok.management.link;

import com.afftok.management.access.Caller;
import com.afftok.management.audit.Audit;
import com.afftok.management.audit.AuditedObject;
import com.afftok.management.edge.TellEdges;
import com.afftok.shared.id.LinkId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/// Lets promoters take part in an offer, or ends their part, with all their links to it.
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

    /// For whose offers somebody decides.
    record Party(long advertiser, boolean all) {

        static Party of(Caller caller) {
            return switch (caller) {
                case Caller.User user -> new Party(user.id().value(), false);
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
                before ->
                        applications.approve(before.id()) == 0 ? List.of() : List.of(before.id()));
    }

    Outcome reject(Caller caller, LinkId id, String reason) {
        return decide(
                caller,
                id,
                "application.reject",
                before ->
                        before.status().equals("archived")
                                ? List.of()
                                : applications.end(before.promoterId(), before.offerId(), reason));
    }

    /// Changes links, and answers with the ids of those that were changed.
    private interface Decision {
        List<Long> take(ApplicationRow before);
    }

    private Outcome decide(Caller caller, LinkId id, String action, Decision decision) {
        Party party = Party.of(caller);
        Optional<ApplicationRow> before =
                applications.find(id.value(), party.advertiser(), party.all());
        if (before.isEmpty()) {
            return new Outcome.Unknown();
        }
        List<Long> changed =
                transactions.executeWrite(_ -> take(caller, before.get(), action, decision));
        if (changed.isEmpty()) {
            return new Outcome.Impossible();
        }
        changed.forEach(link -> edges.changed(new LinkId(link)));
        return new Outcome.Decided(find(id.value()));
    }

    private List<Long> take(
            Caller caller, ApplicationRow before, String action, Decision decision) {
        List<Long> changed = decision.take(before);
        if (!changed.isEmpty()) {
            audit.note(
                    caller,
                    action,
                    AuditedObject.of("application", before.id()),
                    before,
                    find(before.id()));
        }
        return changed;
    }

    private ApplicationRow find(long id) {
        return applications.find(id, 0, true).orElseThrow();
    }
}
