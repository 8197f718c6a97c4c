package com.afftok.edge.guard.tables;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// A fixed number of 64-bit words in sets of eight, in which a key belongs to one set.
///
/// This is the memory of everything that counts clicks, and why it is bounded: a key that comes
/// when its set is full evicts the least valuable of the eight; the table that uses the slots says
/// which that is. A word is a tag from the key's high bits and below it a value, which is all that
/// is known under the key; a value of zero is nothing. Words are replaced by compare-and-set. So
/// event loops share the tables without locks, and nothing half-written can be seen. A set is one
/// cache line long.
///
/// Two keys share a value only if set and tag are the same; the secret behind the keys keeps that
/// from being arranged. Two event loops that see a new key at the same instant while its set
/// changes may each begin a value for it: then one is found from there on.
///
/// One table for all event loops of an edge, because the system spreads one client's connections
/// over them: tables per loop would each see a part.
final class Slots {

    static final int WAYS = 8;

    private final AtomicLongArray words;
    private final int setMask;
    private final int tagShift;
    private final long valueMask;
    private final Worth worth;
    private final LongAdder evicted = new LongAdder();

    /// How much would be lost with a value. The lowest of a set is evicted, and an empty slot
    /// before any value. What is not above zero is worth nothing any more.
    @FunctionalInterface
    interface Worth {
        long of(long value, long now);
    }

    /// What becomes of a value. Must be without side effects: it runs again when another event loop
    /// was faster.
    @FunctionalInterface
    interface Step {

        /// The value that takes the place of another.
        ///
        /// @param before zero if nothing is known under the key
        long next(long before, long now, long amount);
    }

    /// @param count at least eight; rounded up to a power of two
    /// @param valueBits how many bits of a word the value has; the tag has the others
    Slots(int count, int valueBits, Worth worth) {
        if (count < WAYS || count > 1 << 28) {
            throw new IllegalArgumentException("not a number of slots: " + count);
        }
        int rounded = Integer.highestOneBit(count - 1) << 1;
        this.words = new AtomicLongArray(rounded);
        this.setMask = rounded / WAYS - 1;
        this.tagShift = valueBits;
        this.valueMask = (1L << valueBits) - 1;
        this.worth = worth;
    }

    /// Takes one step from the value under a key. Allocates nothing.
    ///
    /// @return the value before, from which the same step leads to the value now; zero if the key
    ///   was not there
    long update(long key, long now, long amount, Step step) {
        long tag = key >>> tagShift;
        int first = firstOf(key);
        retry:
        while (true) {
            for (int way = 0; way < WAYS; way++) {
                int slot = at(first, way, key);
                long word = words.get(slot);
                if (word != 0 && word >>> tagShift == tag) {
                    long before = word & valueMask;
                    if (replace(slot, word, tag, step.next(before, now, amount))) {
                        return before;
                    }
                    continue retry;
                }
            }
            int least = first;
            long leastWord = 0;
            long leastWorth = Long.MAX_VALUE;
            for (int way = 0; way < WAYS; way++) {
                int slot = at(first, way, key);
                long word = words.get(slot);
                if (word == 0) {
                    least = slot;
                    leastWord = 0;
                    leastWorth = 0;
                    break;
                }
                if (word >>> tagShift == tag) { // another event loop has put it in
                    continue retry;
                }
                long itsWorth = worth.of(word & valueMask, now);
                if (itsWorth < leastWorth) {
                    least = slot;
                    leastWord = word;
                    leastWorth = itsWorth;
                }
            }
            if (replace(least, leastWord, tag, step.next(0, now, amount))) {
                if (leastWorth > 0) {
                    evicted.increment();
                }
                return 0;
            }
        }
    }

    /// Forgets what is known under a key.
    void remove(long key) {
        long tag = key >>> tagShift;
        int first = firstOf(key);
        for (int way = 0; way < WAYS; way++) {
            int slot = at(first, way, key);
            long word = words.get(slot);
            if (word != 0 && word >>> tagShift == tag) {
                words.compareAndSet(slot, word, 0);
            }
        }
    }

    /// How many values were evicted while they were still worth something.
    long evicted() {
        return evicted.sum();
    }

    long bytes() {
        return (long) words.length() * Long.BYTES;
    }

    private boolean replace(int slot, long word, long tag, long value) {
        long fresh = (tag << tagShift) | (value & valueMask);
        return fresh == word || words.compareAndSet(slot, word, fresh);
    }

    private int firstOf(long key) {
        return ((int) key & setMask) * WAYS;
    }

    /// A slot of the set that begins with `first`; different keys go through it in different order,
    /// so that ties for the least valuable do not always hit the same slot.
    private static int at(int first, int way, long key) {
        return first + ((way + (int) (key >>> 29)) & (WAYS - 1));
    }
}
