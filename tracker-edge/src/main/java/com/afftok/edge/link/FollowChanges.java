package com.afftok.edge.link;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/// Rereads what has changed, in rounds.
///
/// Changes that arrive during a round wait for the next one, which reads them together. If too many
/// wait, they are forgotten, which is equivalent to a gap in listening.
///
/// @param <C> a change
final class FollowChanges<C> {

    static final int MOST_WAITING = 10_000;

    private final Function<Set<C>, Future<?>> round;
    private final Runnable tooMany;
    private Set<C> waiting = new HashSet<>();
    private boolean underWay;

    /// @param round rereads what the changes name; it may fail, and the next round follows
    /// @param tooMany is called when the waiting changes were forgotten
    FollowChanges(Function<Set<C>, Future<?>> round, Runnable tooMany) {
        this.round = round;
        this.tooMany = tooMany;
    }

    void add(C change) {
        if (!queue(change)) {
            tooMany.run();
        }
        Set<C> changes = begin();
        if (!changes.isEmpty()) {
            run(changes);
        }
    }

    private void run(Set<C> changes) {
        Future.succeededFuture()
                .compose(_ -> round.apply(changes))
                .onComplete(_ -> {
                    Set<C> more = next();
                    if (!more.isEmpty()) {
                        run(more);
                    }
                });
    }

    private synchronized boolean queue(C change) {
        if (waiting.size() >= MOST_WAITING && !waiting.contains(change)) {
            waiting.clear();
            return false;
        }
        waiting.add(change);
        return true;
    }

    /// The waiting changes, unless a round is in progress.
    private synchronized Set<C> begin() {
        return underWay ? Set.of() : next();
    }

    private synchronized Set<C> next() {
        Set<C> changes = waiting;
        waiting = new HashSet<>();
        underWay = !changes.isEmpty();
        return changes;
    }
}
