package com.afftok.edge.sale.attribute;

import com.afftok.edge.limit.RateLimits.RateLimit;
import com.afftok.edge.sale.Recorded.Standing;
import com.afftok.shared.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a postback is answered.
public sealed interface Reply {

    /// It is committed, or would have been.
    ///
    /// @param reason why it isn't what was reported, or earns nothing; null where neither is so
    record Done(Standing standing, @Nullable String reason, boolean dryRun) implements Reply {}

    /// It is kept, and recorded as soon as PostgreSQL is back.
    record Queued() implements Reply {}

    /// Nothing changed.
    record Repeated(Standing standing, String why) implements Reply {}

    record Refused(ErrorCode code, String message, List<Problem> problems) implements Reply {

        public static Refused of(ErrorCode code) {
            return new Refused(code, code.message(), List.of());
        }

        /// In one line, for the advertiser who looks at it later.
        public String reason() {
            return problems.isEmpty()
                    ? message
                    : problems.getFirst().field() + " " + problems.getFirst().message();
        }
    }

    /// Too many at once.
    record Limited(RateLimit limit) implements Reply {}

    Queued QUEUED = new Queued();
}
