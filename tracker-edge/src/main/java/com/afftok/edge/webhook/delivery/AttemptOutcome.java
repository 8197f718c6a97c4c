package com.afftok.edge.webhook.delivery;

/// What became of one attempt.
public sealed interface AttemptOutcome {

    /// The receiver answered, or began to.
    ///
    /// @param text the beginning of its answer, as PostgreSQL can keep it
    /// @param retryAfterSeconds what it asked for; 0 where it asked for nothing
    record Answered(int status, String text, long retryAfterSeconds) implements AttemptOutcome {}

    record Unanswered(NotSent why) implements AttemptOutcome {}
}
