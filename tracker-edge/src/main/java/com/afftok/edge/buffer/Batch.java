package com.afftok.edge.buffer;

import com.afftok.edge.fraud.SeenClicks;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.ClickEventWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The clicks of one event loop that are written together, and who waits for each.
final class Batch {

    private final ClickEventWriter clicks = new ClickEventWriter();
    private final SeenClicks seen = new SeenClicks();
    private final List<Consumer<Kept>> waiting = new ArrayList<>();

    void add(ClickEvent click, Consumer<Kept> whenKept) {
        clicks.append(click);
        waiting.add(whenKept);
    }

    /// The clicks that other edges are told of.
    SeenClicks seen() {
        return seen;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int count() {
        return waiting.size();
    }

    int bytes() {
        return clicks.size();
    }

    byte[] toBytes() {
        return clicks.toByteArray();
    }

    void answer(Kept kept) {
        for (Consumer<Kept> one : waiting) {
            one.accept(kept);
        }
        waiting.clear();
        clicks.reset();
        seen.clear();
    }
}
