package com.afftok.management.sale.decision.bulk;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.decision.Decision;
import com.afftok.management.sale.order.Match;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A decision about the conversions with these ids, those that a filter selects now, or those of a
/// list of orders.
@Serdeable
@ExactMembers
record BulkRequest(
        String decision,
        @Nullable String reason,
        @Nullable List<@Nullable Long> ids,
        @Nullable Filter filter,
        @Nullable Orders orders) {

    static final int MOST = 10_000;

    private static final String IDS = "ids";
    private static final String OTHER_AMOUNT = Match.OTHER_AMOUNT.label();

    BulkRequest {
        Fields fields = new Fields();
        decision = fields.oneOf("decision", decision, Decision.LABELS);
        reason = fields.nameOrNull("reason", reason, Decision.LONGEST_REASON);
        fields.check(
                reason != null || decision == null || !Decision.needsReason(decision),
                "reason",
                Problem.REQUIRED);
        fields.check(
                Stream.of(ids, filter, orders).filter(Objects::nonNull).count() == 1,
                IDS,
                Problem.NOT_EXACTLY_ONE,
                "ids, filter, orders");
        if (Decision.ADJUST.equals(decision)) {
            fields.check(orders != null, "orders", Problem.NEEDS_OTHER, Decision.ADJUST)
                    .check(
                            orders == null || orders.outcome().equals(OTHER_AMOUNT),
                            "orders.outcome",
                            Problem.NOT_EQUAL,
                            OTHER_AMOUNT);
        }
        if (ids != null) {
            fields.check(!ids.isEmpty(), IDS, Problem.EMPTY);
            fields.check(ids.size() <= MOST, IDS, Problem.TOO_MANY, MOST);
            for (Long id : ids) {
                fields.id(IDS, id);
            }
        }
        fields.end();
    }

    /// Restricts the conversions; absent parts do not.
    ///
    /// @param claims whether they are claims of browsers; both kinds if null
    @Serdeable
    @ExactMembers
    record Filter(
            @Nullable String status,
            @Nullable Boolean claims,
            @Nullable Long offerId,
            @Nullable Long promoterId,
            @Nullable Instant from,
            @Nullable Instant to) {

        private static final Set<String> STATUSES = Set.of("pending", "approved");

        Filter {
            Fields fields = new Fields();
            fields.oneOf("filter.status", status, STATUSES);
            fields.idOrNull("filter.offer_id", offerId);
            fields.idOrNull("filter.promoter_id", promoterId);
            fields.timeOrNull("filter.from", from);
            fields.timeOrNull("filter.to", to);
            fields.check(
                    from == null || to == null || from.isBefore(to),
                    "filter.from",
                    Problem.NOT_BEFORE_OTHER,
                    "filter.to");
            fields.end();
        }
    }

    /// The conversions of a list of orders with one outcome.
    @Serdeable
    @ExactMembers
    record Orders(Long listId, String outcome) {

        Orders {
            Fields fields = new Fields();
            fields.id("orders.list_id", listId);
            outcome = fields.oneOf("orders.outcome", outcome, Match.DECIDABLE);
            fields.end();
        }
    }
}
