package com.afftok.edge.sale.queue;

import com.afftok.edge.sale.queue.PostbackQueue.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The order in which queued postbacks are tried, and the test that tells a postback that can't be
/// recorded from a PostgreSQL that can't record: the former fails in pass after pass while others
/// are recorded in between.
///
/// A pass begins at the oldest entry and moves past each entry that fails, so that any number of
/// them lets the others have their turn. Later entries of the same transaction wait for the next
/// pass. A pass ends with the first entry that is recorded, or at the end of the queue. The failure
/// of an entry counts again only if the pass before ended with a recorded one.
///
/// A pass remembers a bounded number of failures. Beyond the bound it tries only entries that have
/// no other entry of their transaction in the queue: their order needs no memory.
final class FailedTurns {

    /// After so many failures, with others recorded in between, it is the postback.
    static final int MOST = 5;

    private static final int MOST_REMEMBERED = 10_000;

    private final int mostRemembered;

    /// Failures of the pass, and of the pass before, by the ids of the entries.
    private Map<String, Integer> failures = new HashMap<>();

    private Map<String, Integer> failuresBefore = Map.of();
    private boolean recordedBefore;

    /// The transactions of those that failed in this pass.
    private final Set<String> held = new HashSet<>();

    private String position = PostbackQueue.START;

    FailedTurns() {
        this(MOST_REMEMBERED);
    }

    FailedTurns(int mostRemembered) {
        this.mostRemembered = mostRemembered;
    }

    /// The id of the entry behind which the pass goes on.
    String position() {
        return position;
    }

    /// Whether the next pass is still to begin.
    boolean atStart() {
        return position.equals(PostbackQueue.START);
    }

    /// The entry whose turn it is, or null where there is none among them. The end of the queue
    /// ends the pass.
    ///
    /// @param following the entries behind the position, in their order; none at the end
    @Nullable Entry next(List<Entry> following) {
        if (following.isEmpty()) {
            endPass(false);
        }
        for (Entry entry : following) {
            if (!held.contains(entry.transaction())) {
                return entry;
            }
            passOver(entry);
        }
        return null;
    }

    /// Whether no more failures are remembered in this pass: then only an entry that is alone in
    /// its transaction may have its turn.
    boolean full() {
        return failures.size() >= mostRemembered;
    }

    /// Leaves the entry to a later pass.
    void passOver(Entry entry) {
        position = entry.id();
    }

    /// Notes a failure.
    ///
    /// @return whether it is the postback
    boolean failed(Entry entry) {
        passOver(entry);
        if (full()) {
            return false;
        }
        int before = failuresBefore.getOrDefault(entry.id(), 0);
        int count = before == 0 || recordedBefore ? before + 1 : before;
        failures.put(entry.id(), count);
        held.add(entry.transaction());
        return count >= MOST;
    }

    void recorded() {
        endPass(true);
    }

    private void endPass(boolean recorded) {
        failuresBefore = failures;
        failures = new HashMap<>();
        recordedBefore = recorded;
        held.clear();
        position = PostbackQueue.START;
    }
}
