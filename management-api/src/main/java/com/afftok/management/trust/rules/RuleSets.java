package com.afftok.management.trust.rules;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.edge.TellGuards;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.fraud.FraudRules;
import com.afftok.shared.fraud.InvalidRules;
import com.afftok.shared.fraud.ReadRules;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The versions of the fraud rules: the bundled one, and those of administrators. The bundled one
/// is in force while no other is active.
///
/// A version is parsed as edges do before it is stored, and never changes.
@Singleton
final class RuleSets {

    private final RuleSetRepository ruleSets;
    private final Audit audit;
    private final TellGuards edges;
    private final TransactionOperations<Connection> transactions;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Map<String, @Nullable Object> bundledDocument;
    private final FraudRules bundled;

    RuleSets(
            RuleSetRepository ruleSets,
            Audit audit,
            TellGuards edges,
            TransactionOperations<Connection> transactions,
            ObjectMapper json,
            InstantSource clock) {
        this.ruleSets = ruleSets;
        this.audit = audit;
        this.edges = edges;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
        this.bundledDocument = document(FraudRules.bundled());
        this.bundled = read(bundledDocument);
    }

    /// The bundled version comes last.
    ///
    /// @param before exclusive upper bound
    List<RuleSetView> list(int before, int most) {
        List<RuleSetView> own = ruleSets.list(before, most).stream().map(RuleSetView::of).toList();
        return own.size() == most || before <= bundled.version()
                ? own
                : Stream.concat(own.stream(), Stream.of(bundledView())).toList();
    }

    Optional<RuleSetView.Whole> find(int version) {
        return version == bundled.version()
                ? Optional.of(new RuleSetView.Whole(bundledView(), bundledDocument))
                : ruleSets.find(version)
                        .map(row ->
                                new RuleSetView.Whole(RuleSetView.of(row), document(row.rules())));
    }

    /// The parsed rules of a version.
    Optional<FraudRules> rules(int version) {
        return find(version).map(whole -> read(whole.rules()));
    }

    RuleSetView make(Caller.Admin caller, RuleSetController.NewRules wanted) {
        return transactions.executeWrite(_ -> {
            int version = Math.toIntExact(ruleSets.nextVersion());
            Map<String, @Nullable Object> document = wanted.numbered(version);
            ruleSets.add(
                    version, text(document), wanted.note(), caller.id().value(), clock.instant());
            RuleSetView made = RuleSetView.of(ruleSets.find(version).orElseThrow());
            audit.note(
                    caller,
                    "fraud_rules.create",
                    AuditedObject.of("fraud_rules", version),
                    null,
                    new RuleSetView.Whole(made, document));
            return made;
        });
    }

    /// Activates the version on all edges; idempotent.
    Optional<RuleSetView> activate(Caller.Admin caller, int version) {
        Optional<RuleSetView> activated =
                transactions.executeWrite(_ -> {
                    ruleSets.lock();
                    Optional<RuleSetView> before = find(version).map(RuleSetView.Whole::ruleSet);
                    if (before.isEmpty() || before.get().active()) {
                        return before;
                    }
                    int inForce = ruleSets.findActive().orElse(bundled.version());
                    ruleSets.deactivate();
                    if (version != bundled.version()) {
                        ruleSets.activate(version, clock.instant());
                    }
                    audit.note(
                            caller,
                            "fraud_rules.activate",
                            AuditedObject.of("fraud_rules", version),
                            Map.of("active_version", inForce),
                            Map.of("active_version", version));
                    return find(version).map(RuleSetView.Whole::ruleSet);
                });
        activated.ifPresent(_ -> edges.changed());
        return activated;
    }

    private RuleSetView bundledView() {
        return RuleSetView.bundled(bundled.version(), ruleSets.findActive().isEmpty());
    }

    /// A stored document is valid.
    private static FraudRules read(Map<String, @Nullable Object> document) {
        try {
            return ReadRules.read(document);
        } catch (InvalidRules e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked") // names are texts in JSON
    private Map<String, @Nullable Object> document(String text) {
        try {
            return Objects.requireNonNull(json.readValue(text, Map.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(Map<String, @Nullable Object> document) {
        try {
            return json.writeValueAsString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
