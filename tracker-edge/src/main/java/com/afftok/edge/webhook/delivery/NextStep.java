package com.afftok.edge.webhook.delivery;

import java.time.Duration;

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
