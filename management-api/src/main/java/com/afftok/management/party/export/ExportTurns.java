package com.afftok.management.party.export;

import com.afftok.shared.id.UserId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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

    /// A turn.
    ///
    /// @param since when it began, so that giving it back late ends no later one
    record Turn(UserId user, Instant since) {}

    /// The turn of the user, which [#end] gives back; empty if there is none now.
    synchronized Optional<Turn> begin(UserId user) {
        Instant now = clock.instant();
        begun.values().removeIf(begin -> begin.plus(LONGEST).isBefore(now));
        return begun.size() < MOST && begun.putIfAbsent(user, now) == null
                ? Optional.of(new Turn(user, now))
                : Optional.empty();
    }

    synchronized void end(Turn turn) {
        begun.remove(turn.user(), turn.since());
    }
}
