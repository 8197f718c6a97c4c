package com.afftok.edge.click;

import com.afftok.edge.limit.RateLimits.RateLimit;
import com.afftok.shared.click.ClickEvent;

/// What becomes of a request for a tracking link.
sealed interface ClickOutcome {

    /// A click that counts, or repeats one that did; its shopper goes on to the destination once
    /// the click is kept.
    ///
    /// @param counted the key under which repetitions of the click are known; 0 if it is one
    record Redirected(
            ClickEvent click, String clickId, String location, long counted, RateLimit limit)
            implements ClickOutcome {}

    /// A preview or a prefetch: it gets the redirect and is no click.
    record Previewed(String location) implements ClickOutcome {}

    /// The offer or the link doesn't serve, or no longer. The click is kept nevertheless.
    record Inactive(ClickEvent click, RateLimit limit) implements ClickOutcome {}

    /// The offer isn't for the shopper's country.
    record Elsewhere(ClickEvent click, RateLimit limit) implements ClickOutcome {}

    /// The offer takes clicks of known countries alone, and the shopper's couldn't be found out.
    record Nowhere(ClickEvent click, RateLimit limit) implements ClickOutcome {}

    /// A click that nobody made honestly.
    record Refused(ClickEvent click, RateLimit limit) implements ClickOutcome {}

    /// Too many clicks from one address: neither looked at nor kept.
    record Limited(RateLimit limit) implements ClickOutcome {}

    /// A preview of what doesn't serve: nothing to keep.
    record Gone() implements ClickOutcome {}

    /// A forged code, or one of no link.
    record Unknown() implements ClickOutcome {}

    /// The link isn't in memory and can't be looked up.
    record Unreachable() implements ClickOutcome {}

    ClickOutcome GONE = new Gone();
    ClickOutcome UNKNOWN = new Unknown();
    ClickOutcome UNREACHABLE = new Unreachable();
}
