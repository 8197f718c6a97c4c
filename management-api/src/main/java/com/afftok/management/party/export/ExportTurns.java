package com.afftok.management.party.export;

import com.afftok.shared.id.UserId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// The exports in progress of this instance, from the first statement until the last byte is sent:
/// one of a user, and four in total. A turn that is not given back ends after ten minutes.
@Singleton
final class ExportTurns {

    private static final int MOST = 4;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<UserId, Instant> begun = new HashMap<>();

    ExportTurns(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether the user has a turn, which [#end] gives back.
    synchronized boolean begin(UserId user) {
        Instant now = clock.instant();
        begun.values().removeIf(begin -> begin.plus(LONGEST).isBefore(now));
        return begun.size() < MOST && begun.putIfAbsent(user, now) == null;
    }

    synchronized void end(UserId user) {
        begun.remove(user);
    }
}
