package com.afftok.edge.sale.pixel;

import com.afftok.edge.limit.RateLimits.RateLimit;
import com.afftok.edge.sale.attribute.Problem;
import com.afftok.shared.error.ErrorCode;
import java.util.List;

/// What became of something that a browser said.
sealed interface PixelOutcome {

    /// An event that is in the next rollup.
    record Counted() implements PixelOutcome {}

    /// An event that names no click, or for which no memory is left.
    record Ignored() implements PixelOutcome {}

    /// The visitor's browser says that she doesn't want to be followed.
    record Objected() implements PixelOutcome {}

    /// A purchase that is a pending conversion, or was reported before.
    record Pending() implements PixelOutcome {}

    /// A purchase that is kept, and recorded as soon as PostgreSQL is back.
    record Queued() implements PixelOutcome {}

    record Refused(ErrorCode code, List<Problem> problems) implements PixelOutcome {

        public static Refused of(ErrorCode code) {
            return new Refused(code, List.of());
        }
    }

    /// Too many at once.
    record Limited(RateLimit limit) implements PixelOutcome {}

    Counted COUNTED = new Counted();
    Ignored IGNORED = new Ignored();
    Objected OBJECTED = new Objected();
    Pending PENDING = new Pending();
    Queued QUEUED = new Queued();
}
