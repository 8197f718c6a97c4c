package com.afftok.edge.write;

import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.ClickEventReader;
import com.afftok.shared.click.ClickRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/// The clicks that are written together, and the stream entries that they came in. They stay the
/// bytes that they came as until they are written: thousands of objects that live for seconds would
/// make each of the collector's pauses longer.
final class Chunk {

    private static final long UNKNOWN = Long.MAX_VALUE;

    private final Set<String> entries = new LinkedHashSet<>();
    private final List<byte[]> batches = new ArrayList<>();
    private final List<ClickEvent> clicks = new ArrayList<>();
    private int size;
    private long firstAtNanos;
    private long oldestMillis = UNKNOWN;

    void add(String entry, byte[] batch, long nowNanos) {
        if (entries.isEmpty()) {
            firstAtNanos = nowNanos;
        }
        if (!entries.add(entry)) {
            return; // it was held for so long that it was given out once more
        }
        if (oldestMillis == UNKNOWN) {
            oldestMillis = firstMillis(batch);
        }
        batches.add(batch);
        size += ClickEventReader.count(batch);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    Set<String> entries() {
        return entries;
    }

    /// How many clicks there are, as far as the batches are undamaged.
    int size() {
        return size;
    }

    /// When the first click was made; the largest number if none is known.
    long oldestMillis() {
        return oldestMillis;
    }

    /// The clicks that can be read.
    ///
    /// @param damaged is told once of each record that can't, with the batch that it is in
    List<ClickEvent> clicks(BiConsumer<byte[], ClickRecord.Corrupt> damaged) {
        for (byte[] batch : batches) {
            ClickEventReader.forEach(
                    batch,
                    record -> {
                        switch (record) {
                            case ClickRecord.Read(ClickEvent event) -> clicks.add(event);
                            case ClickRecord.Corrupt corrupt -> damaged.accept(batch, corrupt);
                        }
                    });
        }
        batches.clear();
        return clicks;
    }

    long ageNanos(long nowNanos) {
        return entries.isEmpty() ? 0 : nowNanos - firstAtNanos;
    }

    private static long firstMillis(byte[] batch) {
        for (ClickRecord record : ClickEventReader.readAll(batch)) {
            if (record instanceof ClickRecord.Read(ClickEvent event)) {
                return event.id().millis();
            }
        }
        return UNKNOWN;
    }
}
