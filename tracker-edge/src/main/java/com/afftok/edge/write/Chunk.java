package com.afftok.edge.write;

import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.ClickEventReader;
import com.afftok.shared.click.ClickRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The clicks that are written together, and their stream entries.
///
/// It is processed in parts and keeps the remaining ones: after a failure the writer continues
/// where it stopped. Clicks stay encoded until their turn, because thousands of objects that live
/// for seconds would lengthen garbage collections. Clicks that may already be written are separated
/// from new ones, which are written faster.
final class Chunk {

    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final int REASONS = 10;

    private final int most;
    private final Set<String> entries = new LinkedHashSet<>();
    private final Deque<byte[]> fresh = new ArrayDeque<>();
    private final Deque<byte[]> repeated = new ArrayDeque<>();
    private final Deque<Part> parts = new ArrayDeque<>();
    private final Deque<Part> putOff = new ArrayDeque<>();
    private int size;
    private long firstAtNanos;
    private long oldestMillis = UNKNOWN;

    /// @param most maximum of clicks in a part; with that many the chunk is full
    Chunk(int most) {
        this.most = most;
    }

    void add(StreamShard.Entry entry, long nowNanos) {
        if (entries.isEmpty()) {
            firstAtNanos = nowNanos;
        }
        if (!entries.add(entry.id())) {
            return; // delivered twice, because it was held for too long
        }
        byte[] batch = entry.batch();
        if (batch.length == 0) {
            return; // deleted from the stream; only to be acknowledged
        }
        if (oldestMillis == UNKNOWN) {
            oldestMillis = firstMillis(batch);
        }
        (entry.repeated() ? repeated : fresh).addLast(batch);
        size += ClickEventReader.count(batch);
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    boolean isFull() {
        return size >= most;
    }

    Set<String> entries() {
        return entries;
    }

    /// The number of clicks in undamaged batches.
    int size() {
        return size;
    }

    /// The time of the oldest click; the largest number if unknown.
    long oldestMillis() {
        return oldestMillis;
    }

    long ageNanos(long nowNanos) {
        return entries.isEmpty() ? 0 : nowNanos - firstAtNanos;
    }

    /// The next part, or null if none is left. It stays the same until [#done], [#split] or
    /// [#putOff].
    @Nullable Part next() {
        if (parts.isEmpty() && !fresh.isEmpty()) {
            open(fresh, false);
        }
        if (parts.isEmpty() && !repeated.isEmpty()) {
            open(repeated, true);
        }
        if (parts.isEmpty() && !putOff.isEmpty()) {
            parts.add(putOff.removeFirst());
        }
        return parts.peekFirst();
    }

    void done() {
        parts.removeFirst();
    }

    /// Replaces the part by two halves.
    void split(Part.Clicks part) {
        parts.removeFirst();
        List<Part.Clicks> halves = halves(part);
        parts.addFirst(halves.getLast());
        parts.addFirst(halves.getFirst());
    }

    /// Moves the part to the end, in halves if it has more than one click.
    void putOff(Part.Clicks part) {
        parts.removeFirst();
        if (part.clicks().size() > 1) {
            putOff.addAll(halves(part));
        } else {
            putOff.addLast(part);
        }
    }

    /// The result of the write is unknown: the part is written again as one that may be written.
    void mayBeWritten(Part.Clicks part) {
        parts.removeFirst();
        parts.addFirst(new Part.Clicks(part.clicks(), true));
    }

    private static List<Part.Clicks> halves(Part.Clicks part) {
        List<ClickEvent> clicks = part.clicks();
        int half = clicks.size() / 2;
        return List.of(
                new Part.Clicks(clicks.subList(0, half), part.repeated()),
                new Part.Clicks(clicks.subList(half, clicks.size()), part.repeated()));
    }

    /// Decodes enough batches for a part; a larger batch makes several parts.
    private void open(Deque<byte[]> batches, boolean areRepeated) {
        List<ClickEvent> clicks = new ArrayList<>();
        List<Part> opened = new ArrayList<>();
        int read = 0;
        for (byte[] batch : batches) {
            if (read > 0 && clicks.size() + ClickEventReader.count(batch) > most) {
                break;
            }
            read++;
            Part damaged = open(batch, clicks);
            if (damaged != null) {
                opened.add(damaged);
            }
        }
        for (int from = 0; from < clicks.size(); from += most) {
            int to = Math.min(clicks.size(), from + most);
            opened.add(new Part.Clicks(clicks.subList(from, to), areRepeated));
        }
        for (int i = 0; i < read; i++) {
            batches.removeFirst();
        }
        parts.addAll(opened);
    }

    /// Adds the readable clicks, and returns what is unreadable.
    private static Part.@Nullable Damaged open(byte[] batch, List<ClickEvent> clicks) {
        List<ClickRecord.Corrupt> damage = new ArrayList<>();
        ClickEventReader.forEach(
                batch,
                record -> {
                    switch (record) {
                        case ClickRecord.Read(ClickEvent event) -> clicks.add(event);
                        case ClickRecord.Corrupt corrupt -> damage.add(corrupt);
                    }
                });
        return damage.isEmpty() ? null : new Part.Damaged(batch, reasons(damage));
    }

    private static String reasons(List<ClickRecord.Corrupt> damage) {
        String first =
                damage.stream()
                        .limit(REASONS)
                        .map(one ->
                                "offset %d, length %d: %s"
                                        .formatted(one.offset(), one.length(), one.why()))
                        .collect(Collectors.joining("; "));
        return damage.size() > REASONS
                ? first + "; and " + (damage.size() - REASONS) + " more"
                : first;
    }

    private static long firstMillis(byte[] batch) {
        for (ClickRecord record : ClickEventReader.readAll(batch)) {
            if (record instanceof ClickRecord.Read(ClickEvent event)) {
                return event.id().millis();
            }
        }
        return UNKNOWN;
    }

    /// A part of a [Chunk] that is processed in one step.
    sealed interface Part {

        /// Clicks for one transaction.
        ///
        /// @param repeated whether some of them may already be written
        record Clicks(List<ClickEvent> clicks, boolean repeated) implements Part {}

        /// A batch with unreadable records and the reasons; its readable records are in other
        /// parts.
        @SuppressWarnings("ArrayRecordComponent")
        record Damaged(byte[] batch, String why) implements Part {}
    }
}
