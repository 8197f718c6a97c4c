package com.afftok.edge;

import java.time.Duration;

/// Intervals that operators need not change. Tests set them, so that they do not wait for minutes.
///
/// @param warmUp the longest duration of the warm-up
/// @param conversions interval of checks for conversions that are due, or whose click arrived late
/// @param drain pause between checks of the postback queue while none can be recorded
/// @param backlog interval of measurements of the backlog
/// @param journalRetry pause before the journal is sent again after Redis has failed
/// @param webhooks interval at which old deliveries expire, are deleted and counted
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
