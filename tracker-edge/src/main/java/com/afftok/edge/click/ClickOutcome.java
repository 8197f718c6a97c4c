package com.afftok.edge.click;

import com.afftok.shared.click.ClickEvent;

/// What becomes of a request for a tracking link.
sealed interface ClickOutcome {

    /// A click that counts; its shopper goes on to the destination once the click is kept.
    record Redirected(ClickEvent click, String clickId, String location) implements ClickOutcome {}

    /// A preview or a prefetch: it gets the redirect and is no click.
    record Previewed(String location) implements ClickOutcome {}

    /// The offer or the link doesn't serve, or no longer. The click is kept nevertheless.
    record Inactive(ClickEvent click) implements ClickOutcome {}

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
