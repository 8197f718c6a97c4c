package com.afftok.edge.fraud;

import java.util.concurrent.atomic.AtomicLongArray;

/// A fixed number of 64-bit words in sets of eight, in which a key belongs to one set.
///
/// This is the memory of everything that counts clicks, and why it is bounded: a key that comes
/// when its set is full takes the place of the least valuable of the eight; the table that uses the
/// slots says which that is. A word holds all that is known under a key, beside a tag from the
/// key's high bits, and is replaced by compare-and-set. So event loops share the tables without
/// locks, and nothing half-written can be seen. A set is one cache line long.
///
/// One table for all event loops of an edge, because the system spreads one client's connections
/// over them: tables per loop would each see a part.
final class Slots {

    static final int WAYS = 8;

    private final AtomicLongArray words;
    private final int setMask;

    /// @param count at least eight; rounded up to a power of two
    Slots(int count) {
        if (count < WAYS || count > 1 << 28) {
            throw new IllegalArgumentException("not a number of slots: " + count);
        }
        int rounded = Integer.highestOneBit(count - 1) << 1;
        this.words = new AtomicLongArray(rounded);
        this.setMask = rounded / WAYS - 1;
    }

    /// The first slot of the key's set. The other bits of the key are for the tag.
    int firstOf(long key) {
        return ((int) key & setMask) * WAYS;
    }

    /// A slot of the set that begins with `first`; different keys go through it in different order,
    /// so that ties for the least valuable do not always hit the same slot.
    static int at(int first, int step, long key) {
        return first + ((step + (int) (key >>> 29)) & (WAYS - 1));
    }

    long get(int slot) {
        return words.get(slot);
    }

    boolean replace(int slot, long expected, long word) {
        return words.compareAndSet(slot, expected, word);
    }

    int size() {
        return words.length();
    }

    long bytes() {
        return (long) words.length() * Long.BYTES;
    }
}
