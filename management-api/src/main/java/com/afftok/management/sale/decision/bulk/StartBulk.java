package com.afftok.management.sale.decision.bulk;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.decision.Actor;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Accepts a decision about many conversions, whose list is fixed then.
@Singleton
final class StartBulk {

    /// In progress, of an advertiser, or of all administrators.
    static final int MOST_OPEN = 3;

    private final BulkRepository bulks;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    StartBulk(
            BulkRepository bulks,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.bulks = bulks;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    Outcome<BulkRow> start(Caller caller, BulkRequest request) {
        AccountId advertiser = Actor.advertiser(caller);
        return transactions.executeWrite(_ -> {
            if (bulks.countOpen(advertiser) >= MOST_OPEN) {
                return Outcome.refused(
                        ErrorCode.STATE_002,
                        Problem.TOO_MANY_DECISIONS.with("decision", MOST_OPEN));
            }
            Collection<Long> conversions = conversions(advertiser, request);
            if (conversions.size() > BulkRequest.MOST) {
                return Outcome.invalid(
                        List.of(Problem.SELECTS_TOO_MANY.with("filter", BulkRequest.MOST)));
            }
            if (conversions.isEmpty()) {
                return Outcome.invalid(List.of(Problem.SELECTS_NOTHING.with("filter")));
            }
            BulkRow bulk = add(caller, advertiser, request, conversions.size());
            bulks.addItems(bulk.id(), conversions);
            audit.note(
                    caller,
                    "conversion.decide_many",
                    AuditedObject.of("bulk_decision", bulk.id()),
                    null,
                    BulkView.begun(bulk));
            return new Outcome.Saved<>(bulk);
        });
    }

    private BulkRow add(
            Caller caller, @Nullable AccountId advertiser, BulkRequest request, int conversions) {
        return switch (caller) {
            case Caller.User user ->
                    bulks.add(
                            advertiser,
                            user.user().value(),
                            null,
                            request,
                            conversions,
                            clock.instant());
            case Caller.Admin admin ->
                    bulks.add(
                            null, null, admin.id().value(), request, conversions, clock.instant());
        };
    }

    private Collection<Long> conversions(@Nullable AccountId advertiser, BulkRequest request) {
        List<@Nullable Long> ids = request.ids();
        return ids == null
                ? bulks.select(
                        advertiser, Objects.requireNonNull(request.filter()), BulkRequest.MOST + 1)
                : new LinkedHashSet<>(ids.stream().map(Objects::requireNonNull).toList());
    }
}
