package com.afftok.management.platform.limit;

import java.time.Duration;

/// The delays of [GrowingDelay].
///
/// @param freeTries attempts without a delay; the delays after them double, beginning with a second
/// @param longest the maximum delay
public record Pace(int freeTries, Duration longest) {

    /// For attempts of one client at one account.
    public static final Pace OF_ONE = new Pace(5, Duration.ofMinutes(15));

    public Pace {
        if (freeTries < 1 || longest.toMillis() < 1) {
            throw new IllegalArgumentException("nobody could try");
        }
    }
}
