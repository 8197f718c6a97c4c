package com.afftok.management.platform.limit;

import java.time.Duration;

/// How fast somebody may try.
///
/// @param freeTries tries without a pause; the pauses after them double from a second on
/// @param longest pause
public record Pace(int freeTries, Duration longest) {

    /// Of one client that tries one thing.
    public static final Pace OF_ONE = new Pace(5, Duration.ofMinutes(15));

    public Pace {
        if (freeTries < 1 || longest.toMillis() < 1) {
            throw new IllegalArgumentException("nobody could try");
        }
    }
}
