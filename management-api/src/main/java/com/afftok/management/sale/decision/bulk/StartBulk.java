package com.afftok.management.sale.decision.bulk;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.idempotency.WriteOnce;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.decision.Actor;
import com.afftok.management.sale.order.ListedConversions;
import com.afftok.management.sale.order.ListedConversions.Listed;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Accepts a decision about many conversions, whose list is fixed then.
@Singleton
final class StartBulk {

    /// In progress, of an advertiser, or of all administrators.
    static final int MOST_OPEN = 3;

    private final BulkRepository bulks;
    private final Audit audit;
    private final WriteOnce once;
    private final ListedConversions lists;
    private final InstantSource clock;

    StartBulk(
            BulkRepository bulks,
            Audit audit,
            WriteOnce once,
            ListedConversions lists,
            InstantSource clock) {
        this.bulks = bulks;
        this.audit = audit;
        this.once = once;
        this.lists = lists;
        this.clock = clock;
    }

    /// A decision in the audit log.
    ///
    /// @param orders the list of orders that selects its conversions; null for ids or a filter
    @Serdeable
    record Begun(BulkView decision, BulkRequest.@Nullable Orders orders) {}

    Outcome<BulkRow> start(Caller caller, BulkRequest request) {
        AccountId advertiser = Actor.advertiser(caller);
        return once.write(() -> {
            if (bulks.countOpen(advertiser) >= MOST_OPEN) {
                return Outcome.refused(
                        ErrorCode.STATE_002,
                        Problem.TOO_MANY_DECISIONS.with("decision", MOST_OPEN));
            }
            List<Listed> conversions = conversions(advertiser, request).orElse(null);
            if (conversions == null) {
                return Outcome.invalid(List.of(Problem.NOT_AN_ORDER_LIST.with("orders.list_id")));
            }
            String selection = request.orders() == null ? "filter" : "orders";
            if (conversions.size() > BulkRequest.MOST) {
                return Outcome.invalid(
                        List.of(Problem.SELECTS_TOO_MANY.with(selection, BulkRequest.MOST)));
            }
            if (conversions.isEmpty()) {
                return Outcome.invalid(List.of(Problem.SELECTS_NOTHING.with(selection)));
            }
            BulkRow bulk = add(caller, advertiser, request, conversions.size());
            bulks.addItems(bulk.id(), conversions);
            audit.noteMoney(
                    caller,
                    "conversion.decide_many",
                    AuditedObject.of("bulk_decision", bulk.id()),
                    null,
                    new Begun(BulkView.begun(bulk), request.orders()));
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

    /// Empty if there is no such list of orders.
    private Optional<List<Listed>> conversions(
            @Nullable AccountId advertiser, BulkRequest request) {
        BulkRequest.Orders orders = request.orders();
        if (orders != null) {
            return lists.find(orders.listId(), advertiser, orders.outcome());
        }
        return Optional.of(
                ids(advertiser, request).stream().map(id -> new Listed(id, null, null)).toList());
    }

    private List<Long> ids(@Nullable AccountId advertiser, BulkRequest request) {
        List<@Nullable Long> ids = request.ids();
        return ids == null
                ? bulks.select(
                        advertiser, Objects.requireNonNull(request.filter()), BulkRequest.MOST + 1)
                : ids.stream().map(Objects::requireNonNull).distinct().toList();
    }
}
