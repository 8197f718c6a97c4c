package com.afftok.edge.webhook.delivery;

import java.time.Duration;

/// One attempt, as it is recorded.
public record Attempt(Delivery delivery, Duration took, Outcome outcome, NextStep verdict) {

    /// What became of one attempt.
    public sealed interface Outcome {

        /// The receiver answered, or began to.
        ///
        /// @param text the beginning of its answer, as PostgreSQL can keep it
        /// @param retryAfterSeconds what it asked for; 0 where it asked for nothing
        record Answered(int status, String text, long retryAfterSeconds) implements Outcome {}

        record Unanswered(NotSent why) implements Outcome {}
    }

    /// What follows from an attempt.
    public sealed interface NextStep {

        record Delivered() implements NextStep {}

        /// The receiver wants no more: its webhook is paused.
        record Gone(Duration delay) implements NextStep {}

        /// To be tried again.
        ///
        /// @param delay until the next attempt
        /// @param rest how long the receiver asks to be sent nothing at all
        /// @param counts whether it counts as one of the failures that pause a webhook
        record Failed(Duration delay, Duration rest, boolean counts) implements NextStep {}
    }
}
