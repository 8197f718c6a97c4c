package com.afftok.edge.conversion.postback;

import com.afftok.edge.conversion.postback.PostbackQueue.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Tells a queued postback that can't be recorded from a PostgreSQL that can't record: the former
/// fails turn after turn while others are recorded in between.
///
/// One that failed lets those of other transactions pass, and has its next turn when one of them
/// was recorded. If none is, or none is there, its failures say nothing about it and count no more.
final class FailedTurns {

    /// After so many failures, with others recorded in between, it is the postback.
    static final int MOST = 5;

    /// With so many waiting for their next turn, it is PostgreSQL.
    static final int MOST_WAITING = 8;

    private final Map<String, Integer> failures = new HashMap<>();
    private final Set<String> waiting = new HashSet<>();

    /// The one whose turn it is, or null where there is none.
    ///
    /// @param oldest the first ones of the queue, in their order
    @Nullable Entry next(List<Entry> oldest) {
        Set<String> ids = oldest.stream().map(Entry::id).collect(Collectors.toSet());
        failures.keySet().retainAll(ids);
        waiting.retainAll(ids);
        Entry next = firstToPass(oldest);
        if (next != null || oldest.isEmpty()) {
            return next;
        }
        failures.clear();
        waiting.clear();
        return oldest.getFirst();
    }

    private @Nullable Entry firstToPass(List<Entry> oldest) {
        if (waiting.size() >= MOST_WAITING) {
            return null;
        }
        Set<String> held = new HashSet<>();
        for (Entry entry : oldest) {
            if (waiting.contains(entry.id())) {
                held.add(entry.transaction());
            } else if (!held.contains(entry.transaction())) {
                return entry;
            }
        }
        return null;
    }

    /// Notes a failure.
    ///
    /// @return whether it is the postback
    boolean failed(Entry entry) {
        waiting.add(entry.id());
        return failures.merge(entry.id(), 1, Integer::sum) >= MOST;
    }

    void recorded() {
        waiting.clear();
    }
}
