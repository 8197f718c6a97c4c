package com.afftok.edge.guard.tables;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// The counts of this edge since its last message: a bounded table of keys and numbers.
///
/// Any event loop adds, without locks; one thread drains. Two tables alternate: one is written
/// while the other is read. Increments to a table that was just drained, or to a full one, are
/// lost; local counts are not affected.
public final class Increments {

    static final int SLOTS = 2048;

    private static final int EMPTY = 0;
    private static final int WAYS = 16;

    private final LongAdder dropped = new LongAdder();
    private volatile Table filling = new Table();
    private Table drained = new Table();

    /// Receives each key and its count.
    public interface Sink {
        void accept(long key, int count);
    }

    /// Adds one to a key.
    ///
    /// @param key not zero
    public void add(long key) {
        if (!filling.add(key)) {
            dropped.increment();
        }
    }

    /// Drains the increments; for one thread only.
    public void drainTo(Sink sink) {
        Table full = filling;
        drained.clear();
        filling = drained;
        drained = full;
        full.forEach(sink);
    }

    public long dropped() {
        return dropped.sum();
    }

    private static final class Table {

        private final AtomicLongArray keys = new AtomicLongArray(SLOTS);
        private final AtomicIntegerArray counts = new AtomicIntegerArray(SLOTS);

        boolean add(long key) {
            int first = ((int) (key >>> 40) & (SLOTS / WAYS - 1)) * WAYS;
            int slot = slotOf(key, first);
            while (slot < 0) {
                int empty = slotOf(EMPTY, first);
                if (empty < 0) {
                    return false;
                }
                slot = keys.compareAndSet(empty, EMPTY, key) ? empty : slotOf(key, first);
            }
            counts.incrementAndGet(slot);
            return true;
        }

        private int slotOf(long key, int first) {
            int way = Slots.find(keys, first, WAYS, 0, key, 0);
            return way < 0 ? way : Slots.at(first, WAYS, way, key);
        }

        void forEach(Sink sink) {
            for (int slot = 0; slot < SLOTS; slot++) {
                int count = counts.get(slot);
                if (count > 0) {
                    sink.accept(keys.get(slot), count);
                }
            }
        }

        void clear() {
            for (int slot = 0; slot < SLOTS; slot++) {
                counts.set(slot, 0);
                keys.set(slot, 0);
            }
        }
    }
}
