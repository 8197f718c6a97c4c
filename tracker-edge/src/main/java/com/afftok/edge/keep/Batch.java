package com.afftok.edge.keep;

import com.afftok.edge.guard.gossip.SeenClicks;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.ClickEventWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The clicks of one event loop that are written together, with their callbacks.
final class Batch {

    private static final Logger log = LoggerFactory.getLogger(Batch.class);

    private final ClickEventWriter clicks = new ClickEventWriter();
    private final SeenClicks seen = new SeenClicks();
    private final List<Consumer<Kept>> waiting = new ArrayList<>();

    void add(ClickEvent click, Consumer<Kept> whenKept) {
        clicks.append(click);
        waiting.add(whenKept);
    }

    /// The counted clicks, for the other edges.
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

    /// Runs all callbacks; a failure of one does not affect the others.
    void answer(Kept kept) {
        for (Consumer<Kept> one : waiting) {
            try {
                one.accept(kept);
            } catch (RuntimeException e) {
                log.atError().addKeyValue("fault", e.getClass().getName()).log("answer failed");
                log.debug("answer failed", e);
            }
        }
        waiting.clear();
        clicks.reset();
        seen.clear();
    }
}
