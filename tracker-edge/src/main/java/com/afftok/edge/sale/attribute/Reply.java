package com.afftok.edge.sale.attribute;

import com.afftok.edge.limit.RateLimits.RateLimit;
import com.afftok.edge.sale.Detail;
import com.afftok.edge.sale.Recorded;
import com.afftok.edge.sale.Recorded.Standing;
import com.afftok.shared.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to a postback.
public sealed interface Reply {

    /// Committed, or a dry run.
    ///
    /// @param reason why it differs from the report or earns nothing; null otherwise
    record Done(Standing standing, @Nullable String reason, boolean dryRun) implements Reply {}

    /// Stored in Redis, and recorded when PostgreSQL is available.
    record Queued() implements Reply {}

    /// Nothing changed.
    record Repeated(Recorded.Repeated repeated) implements Reply {}

    record Refused(ErrorCode code, String message, List<Detail> problems) implements Reply {

        public static Refused of(ErrorCode code) {
            return new Refused(code, code.message(), List.of());
        }

        /// On one line, for the advertiser's list of postbacks.
        public String reason() {
            return problems.isEmpty()
                    ? message
                    : problems.getFirst().field() + " " + problems.getFirst().message();
        }
    }

    /// Over the rate limit.
    record Limited(RateLimit limit) implements Reply {}

    Queued QUEUED = new Queued();
}
