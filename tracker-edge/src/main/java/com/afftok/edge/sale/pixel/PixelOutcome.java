package com.afftok.edge.sale.pixel;

import com.afftok.edge.limit.RateLimits.RateLimit;
import com.afftok.edge.sale.Detail;
import com.afftok.shared.error.ErrorCode;
import java.util.List;

/// The outcome of a pixel request.
sealed interface PixelOutcome {

    /// An event that will be in the next rollup.
    record Counted() implements PixelOutcome {}

    /// An event without a click, or beyond the memory bound.
    record Ignored() implements PixelOutcome {}

    /// The browser sends a Do-Not-Track or Global-Privacy-Control signal.
    record Objected() implements PixelOutcome {}

    /// A purchase that is a pending conversion, or was reported before.
    record Pending() implements PixelOutcome {}

    /// A purchase that is queued, and recorded when PostgreSQL is available.
    record Queued() implements PixelOutcome {}

    record Refused(ErrorCode code, List<Detail> problems) implements PixelOutcome {

        public static Refused of(ErrorCode code) {
            return new Refused(code, List.of());
        }
    }

    /// Over the rate limit.
    record Limited(RateLimit limit) implements PixelOutcome {}

    Counted COUNTED = new Counted();
    Ignored IGNORED = new Ignored();
    Objected OBJECTED = new Objected();
    Pending PENDING = new Pending();
    Queued QUEUED = new Queued();
}
