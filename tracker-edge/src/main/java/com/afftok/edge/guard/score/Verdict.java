package com.afftok.edge.guard.score;

/// The score of a click and the resulting action.
///
/// @param score in hundredths, 0 to 100
/// @param reasons the layers that fired, a mask of [com.afftok.shared.click.FraudReason]
/// @param ruleSet the version of the rules
public record Verdict(int score, int reasons, int ruleSet, Action action) {

    /// Whether the click is answered 403.
    public boolean refuses() {
        return action == Action.REFUSE || action == Action.BLOCK;
    }

    public enum Action {
        ACCEPT,
        /// Accepted and billable, but marked as suspicious.
        FLAG,
        /// Answered 403 and recorded.
        REFUSE,
        /// Refused, and the address is blocked for some time.
        BLOCK
    }
}
