package com.afftok.edge.webhook.delivery;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// The times of polling, leases and retries.
///
/// @param poll the wait after a round without work
/// @param leaseMargin the time by which a lease is longer than an attempt
/// @param retries the delays after the first attempt, the second and so on; the last one is also
///   for all further attempts
/// @param restAtFirst the rest of a receiver after the third consecutive failure; it doubles with
///   each further one
/// @param restAtMost the longest rest
public record Pace(
        Duration poll,
        Duration leaseMargin,
        List<Duration> retries,
        Duration restAtFirst,
        Duration restAtMost) {

    public static final Pace USUAL =
            new Pace(
                    Duration.ofMillis(500),
                    Duration.ofSeconds(30),
                    List.of(
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(30),
                            Duration.ofMinutes(2),
                            Duration.ofMinutes(10),
                            Duration.ofMinutes(30),
                            Duration.ofHours(1),
                            Duration.ofHours(2),
                            Duration.ofHours(4)),
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(5));

    private static final double JITTER = 0.2;

    /// The delay after an attempt, randomized by up to a fifth, so that deliveries that failed
    /// together are not retried together.
    Duration retryAfter(int attempt, RandomGenerator random) {
        Duration delay = retries.get(Math.clamp(attempt - 1, 0, retries.size() - 1));
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Duration.ofMillis(Math.round(delay.toMillis() * factor));
    }
}
