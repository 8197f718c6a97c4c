package com.afftok.edge.write;

import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.ClickEventReader;
import com.afftok.shared.click.ClickRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The clicks that are written together, and the stream entries that they came in.
final class Chunk {

    private final Set<String> entries = new LinkedHashSet<>();
    private final List<ClickEvent> clicks = new ArrayList<>();
    private long firstAtNanos;

    /// Returns the records of the entry that can't be read; its other clicks are part of the chunk.
    List<ClickRecord.Corrupt> add(String entry, byte[] batch, long nowNanos) {
        if (entries.isEmpty()) {
            firstAtNanos = nowNanos;
        }
        if (!entries.add(entry)) {
            return List.of(); // it was held for so long that it was given out once more
        }
        List<ClickRecord.Corrupt> damaged = new ArrayList<>();
        for (ClickRecord one : ClickEventReader.readAll(batch)) {
            switch (one) {
                case ClickRecord.Read(ClickEvent event) -> clicks.add(event);
                case ClickRecord.Corrupt corrupt -> damaged.add(corrupt);
            }
        }
        return damaged;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    Set<String> entries() {
        return entries;
    }

    List<ClickEvent> clicks() {
        return clicks;
    }

    long ageNanos(long nowNanos) {
        return entries.isEmpty() ? 0 : nowNanos - firstAtNanos;
    }
}
