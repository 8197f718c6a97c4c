package com.afftok.edge.webhook;

import java.time.Duration;

/// What follows from an attempt.
sealed interface Verdict {

    record Delivered() implements Verdict {}

    /// The receiver wants no more: its webhook is paused.
    record Gone(Duration delay) implements Verdict {}

    /// To be tried again.
    ///
    /// @param delay until the next attempt
    /// @param rest how long the receiver asks to be sent nothing at all
    /// @param counts whether it counts as one of the failures that pause a webhook
    record Failed(Duration delay, Duration rest, boolean counts) implements Verdict {}
}
