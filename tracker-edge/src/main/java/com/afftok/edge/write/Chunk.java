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

/// The clicks that are written together, and the stream entries that they came in.
///
/// It is dealt with part by part, and remembers which parts are left: after a failure the writer
/// goes on where it stood. Clicks stay the bytes that they came as until their turn: thousands of
/// objects that live for seconds would make each of the collector's pauses longer. Those that may
/// be written already are kept apart from the many that are new, which are written in a quicker
/// way.
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

    /// @param most how many clicks a part may have, and from how many on the chunk is full
    Chunk(int most) {
        this.most = most;
    }

    void add(StreamShard.Entry entry, long nowNanos) {
        if (entries.isEmpty()) {
            firstAtNanos = nowNanos;
        }
        if (!entries.add(entry.id())) {
            return; // it was held for so long that it was given out once more
        }
        byte[] batch = entry.batch();
        if (batch.length == 0) {
            return; // deleted from the stream; it only has to be acknowledged
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

    /// How many clicks there are, as far as the batches are undamaged.
    int size() {
        return size;
    }

    /// When the first click was made; the largest number if none is known.
    long oldestMillis() {
        return oldestMillis;
    }

    long ageNanos(long nowNanos) {
        return entries.isEmpty() ? 0 : nowNanos - firstAtNanos;
    }

    /// The part whose turn it is, or null where nothing is left. It stays the same until [#done],
    /// [#split] or [#putOff].
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

    /// Two halves have their turn in place of the part.
    void split(Part.Clicks part) {
        parts.removeFirst();
        List<Part.Clicks> halves = halves(part);
        parts.addFirst(halves.getLast());
        parts.addFirst(halves.getFirst());
    }

    /// The part has its turn again after all others, in halves if it has more than one click.
    void putOff(Part.Clicks part) {
        parts.removeFirst();
        if (part.clicks().size() > 1) {
            putOff.addAll(halves(part));
        } else {
            putOff.addLast(part);
        }
    }

    /// Nobody knows whether the part was written: it has its turn as one that may have been.
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

    /// Reads as many batches as make a part; a batch that is larger than that makes several.
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

    /// Adds the clicks that can be read; what can't be read is returned.
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

    /// A piece of a [Chunk] that is dealt with in one step.
    sealed interface Part {

        /// Clicks for one transaction.
        ///
        /// @param repeated whether some of them may be written already
        record Clicks(List<ClickEvent> clicks, boolean repeated) implements Part {}

        /// A batch with records that can't be read, for all the reasons why; what can be read of it
        /// is in other parts.
        @SuppressWarnings("ArrayRecordComponent")
        record Damaged(byte[] batch, String why) implements Part {}
    }
}
