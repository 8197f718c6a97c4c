package com.afftok.edge.webhook.delivery;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// When things are done again.
///
/// @param poll how long nothing is looked for after nothing was found
/// @param leaseMargin how much longer than an attempt a delivery belongs to the edge that took it
/// @param retries the delays after the first attempt, the second and so on, the last one for all
///   further ones
/// @param restAtFirst how long a receiver is left alone after the third failure in a row, twice as
///   long after each further one
/// @param restAtMost the longest of these
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

    /// The delay after an attempt, up to a fifth shorter or longer, so that what failed together
    /// isn't tried again together.
    Duration retryAfter(int attempt, RandomGenerator random) {
        Duration delay = retries.get(Math.clamp(attempt - 1, 0, retries.size() - 1));
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        return Duration.ofMillis(Math.round(delay.toMillis() * factor));
    }
}
