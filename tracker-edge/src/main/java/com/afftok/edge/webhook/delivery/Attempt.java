package com.afftok.edge.webhook.delivery;

import java.time.Duration;

/// A finished attempt.
public record Attempt(Delivery delivery, Duration took, Outcome outcome, NextStep verdict) {

    /// The outcome of an attempt.
    public sealed interface Outcome {

        /// The receiver has answered, at least in part.
        ///
        /// @param text the beginning of the answer, as PostgreSQL can store it
        /// @param retryAfterSeconds the requested pause; 0 if none is requested
        record Answered(int status, String text, long retryAfterSeconds) implements Outcome {}

        record Unanswered(NotSent why) implements Outcome {}
    }

    /// The consequence of an attempt.
    public sealed interface NextStep {

        record Delivered() implements NextStep {}

        /// The receiver wants no further messages: its webhook is paused.
        record Gone(Duration delay) implements NextStep {}

        /// The delivery is retried.
        ///
        /// @param delay until the next attempt
        /// @param rest the pause that the receiver requests for all messages
        /// @param counts whether it counts as a consecutive failure, which can pause the webhook
        record Failed(Duration delay, Duration rest, boolean counts) implements NextStep {}
    }
}
