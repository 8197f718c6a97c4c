package com.afftok.management.sale.decision.bulk;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.decision.Decision;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A decision about the conversions with these ids, or about those that a filter selects now.
@Serdeable
@ExactMembers
record BulkRequest(
        String decision,
        @Nullable String reason,
        @Nullable List<@Nullable Long> ids,
        @Nullable Filter filter) {

    static final int MOST = 10_000;

    private static final String IDS = "ids";

    BulkRequest {
        Fields fields = new Fields();
        decision = fields.oneOf("decision", decision, Decision.LABELS);
        reason = fields.nameOrNull("reason", reason, Decision.LONGEST_REASON);
        fields.check(reason != null || !Decision.needsReason(decision), "reason", Problem.REQUIRED);
        fields.check(
                (ids == null) != (filter == null), IDS, Problem.NOT_EXACTLY_ONE, "ids, filter");
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
}
