package com.afftok.edge.click;

import com.afftok.edge.limit.RateLimits.RateLimit;
import com.afftok.shared.click.ClickEvent;

/// The outcome of a request for a tracking link.
sealed interface ClickOutcome {

    /// A counted or duplicate click; the shopper is redirected once it is stored.
    ///
    /// @param counted the key that identifies repetitions of the click; 0 if it is one
    record Redirected(
            ClickEvent click, String clickId, String location, long counted, RateLimit limit)
            implements ClickOutcome {}

    /// A preview or prefetch: redirected, but no click.
    record Previewed(String location) implements ClickOutcome {}

    /// The offer or the link is not active. The click is stored.
    record Inactive(ClickEvent click, RateLimit limit) implements ClickOutcome {}

    /// The shopper's country is not among the offer's.
    record Elsewhere(ClickEvent click, RateLimit limit) implements ClickOutcome {}

    /// The offer requires a known country, and the shopper's is unknown.
    record Nowhere(ClickEvent click, RateLimit limit) implements ClickOutcome {}

    /// A fraudulent click.
    record Refused(ClickEvent click, RateLimit limit) implements ClickOutcome {}

    /// Over the rate limit: neither evaluated nor stored.
    record Limited(RateLimit limit) implements ClickOutcome {}

    /// A preview of an inactive link; not stored.
    record Gone() implements ClickOutcome {}

    /// A forged code, or an unknown link.
    record Unknown() implements ClickOutcome {}

    /// The link is not in memory and cannot be looked up.
    record Unreachable() implements ClickOutcome {}

    ClickOutcome GONE = new Gone();
    ClickOutcome UNKNOWN = new Unknown();
    ClickOutcome UNREACHABLE = new Unreachable();
}
