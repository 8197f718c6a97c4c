package com.afftok.edge;

import java.time.Duration;

/// How long the edge warms up, and how often it looks at what nobody tells it of. No operator needs
/// other values; tests do, which don't wait for minutes.
///
/// @param warmUp how long, at most, clicks that nobody made are decided before the first real one
/// @param conversions between two looks for conversions that are due, or whose click came late
/// @param drain the pause between two looks at the queue of postbacks while none can be recorded
/// @param backlog between two measurements of what isn't written yet
/// @param journalRetry before the journal is sent again that Redis did not take
/// @param webhooks between two times that old deliveries are given up, deleted and counted
record Timings(
        Duration warmUp,
        Duration conversions,
        Duration drain,
        Duration backlog,
        Duration journalRetry,
        Duration webhooks) {

    static final Timings USUAL =
            new Timings(
                    Duration.ofMillis(400),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(15));
}
