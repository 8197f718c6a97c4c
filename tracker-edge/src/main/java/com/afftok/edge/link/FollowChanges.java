package com.afftok.edge.link;

import com.afftok.shared.link.LinkChange;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/// Has what was changed read again, one round after the other.
///
/// What is announced during a round waits for the next one, and is read with as few statements as
/// one change. More changes than may wait are as good as a gap in listening.
final class FollowChanges {

    static final int MOST_WAITING = 10_000;

    private final Function<Set<LinkChange>, Future<?>> round;
    private final Runnable tooMany;
    private Set<LinkChange> waiting = new HashSet<>();
    private boolean underWay;

    /// @param round reads again what some changes name; never fails
    /// @param tooMany what is done in place of following each of too many changes
    FollowChanges(Function<Set<LinkChange>, Future<?>> round, Runnable tooMany) {
        this.round = round;
        this.tooMany = tooMany;
    }

    void add(LinkChange change) {
        if (!queue(change)) {
            tooMany.run();
        }
        Set<LinkChange> changes = begin();
        if (!changes.isEmpty()) {
            run(changes);
        }
    }

    private void run(Set<LinkChange> changes) {
        round.apply(changes)
                .onComplete(_ -> {
                    Set<LinkChange> more = next();
                    if (!more.isEmpty()) {
                        run(more);
                    }
                });
    }

    private synchronized boolean queue(LinkChange change) {
        if (waiting.size() >= MOST_WAITING && !waiting.contains(change)) {
            waiting.clear();
            return false;
        }
        waiting.add(change);
        return true;
    }

    /// What waits, unless a round is under way.
    private synchronized Set<LinkChange> begin() {
        return underWay ? Set.of() : next();
    }

    private synchronized Set<LinkChange> next() {
        Set<LinkChange> changes = waiting;
        waiting = new HashSet<>();
        underWay = !changes.isEmpty();
        return changes;
    }
}
