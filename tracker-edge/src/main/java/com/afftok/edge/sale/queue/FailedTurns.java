package com.afftok.edge.sale.queue;

import com.afftok.edge.sale.queue.PostbackQueue.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The order in which queued postbacks are tried, and the distinction between a postback that
/// cannot be recorded and an unavailable PostgreSQL: the former fails in several passes while
/// others are recorded in between.
///
/// A pass begins at the oldest entry and continues after each entry that fails, so that failing
/// entries do not block others. Later entries of the same transaction wait for the next pass. A
/// pass ends with the first entry that is recorded, or at the end of the queue. A failure of an
/// entry counts again only if the previous pass ended with a recorded one.
///
/// A pass remembers a bounded number of failures. Beyond it, only entries that are alone in their
/// transaction are tried, because their order needs no memory.
final class FailedTurns {

    /// After this number of failures, with others recorded in between, the postback is at fault.
    static final int MOST = 5;

    private static final int MOST_REMEMBERED = 10_000;

    private final int mostRemembered;

    /// Failures of this and the previous pass, by entry id.
    private Map<String, Integer> failures = new HashMap<>();

    private Map<String, Integer> failuresBefore = Map.of();
    private boolean recordedBefore;

    /// The transactions of entries that failed in this pass.
    private final Set<String> held = new HashSet<>();

    private String position = PostbackQueue.START;

    FailedTurns() {
        this(MOST_REMEMBERED);
    }

    FailedTurns(int mostRemembered) {
        this.mostRemembered = mostRemembered;
    }

    /// The id of the entry after which the pass continues.
    String position() {
        return position;
    }

    /// Whether the next pass has not begun.
    boolean atStart() {
        return position.equals(PostbackQueue.START);
    }

    /// The next entry to try, or null if there is none among them. The end of the queue ends the
    /// pass.
    ///
    /// @param following the entries after the position, in order; none at the end
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

    /// Whether the bound of remembered failures is reached: then only an entry that is alone in its
    /// transaction may be tried.
    boolean full() {
        return failures.size() >= mostRemembered;
    }

    /// Leaves the entry to a later pass.
    void passOver(Entry entry) {
        position = entry.id();
    }

    /// Records a failure.
    ///
    /// @return whether the postback is at fault
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
