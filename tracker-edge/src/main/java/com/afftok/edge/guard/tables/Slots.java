package com.afftok.edge.guard.tables;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// A fixed number of 64-bit words in sets of eight; a key belongs to one set.
///
/// It is the bounded memory of all tables of clicks: when the set of a new key is full, the least
/// valuable of its eight entries is evicted, as defined by the table. A word is a tag from the
/// key's high bits, and below it a value; zero means empty. Words are replaced by compare-and-set,
/// so event loops share a table without locks and never see a partial write. A set is one cache
/// line.
///
/// Two keys share a value only if set and tag are equal; the keys are secret hashes, so this cannot
/// be arranged. When two event loops insert the same key while its set changes, the key may get two
/// values, of which one is used from then on.
///
/// All event loops share one table, because the system distributes the connections of one client
/// over them.
final class Slots {

    static final int WAYS = 8;

    private final AtomicLongArray words;
    private final int setMask;
    private final int tagShift;
    private final long valueMask;
    private final Worth worth;
    private final LongAdder evicted = new LongAdder();

    /// The value of an entry for eviction. The lowest of a set is evicted, an empty slot before any
    /// entry. An entry that is not above zero has expired.
    @FunctionalInterface
    interface Worth {
        long of(long value, long now);
    }

    /// Computes the next value. It must have no side effects, because it runs again after a
    /// conflict.
    @FunctionalInterface
    interface Step {

        /// The next value.
        ///
        /// @param before zero if the key has no value
        long next(long before, long now, long amount);
    }

    /// @param count at least eight; rounded up to a power of two
    /// @param valueBits the width of the value; the rest is the tag
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

    /// Updates the value of a key. Allocates nothing.
    ///
    /// @return the value before, from which the step computes the value now; zero if there was none
    long update(long key, long now, long amount, Step step) {
        long tag = key >>> tagShift;
        int first = firstOf(key);
        retry:
        while (true) {
            for (int way = 0; way < WAYS; way++) {
                int slot = at(first, WAYS, way, key);
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
                int slot = at(first, WAYS, way, key);
                long word = words.get(slot);
                if (word == 0) {
                    least = slot;
                    leastWord = 0;
                    leastWorth = 0;
                    break;
                }
                if (word >>> tagShift == tag) { // another event loop has inserted it
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

    void remove(long key) {
        int first = firstOf(key);
        int way = find(words, first, WAYS, 0, key, tagShift);
        while (way >= 0) {
            int slot = at(first, WAYS, way, key);
            long word = words.get(slot);
            if (word >>> tagShift == key >>> tagShift) {
                words.compareAndSet(slot, word, 0);
            }
            way = find(words, first, WAYS, way + 1, key, tagShift);
        }
    }

    /// Finds the word of a key in a set, in any table. A table of whole keys uses a shift of zero,
    /// with which the key zero finds an empty word. Only [#update] has a loop of its own: it needs
    /// the word that it has compared, and must not read it again.
    ///
    /// @param ways the size of the set, a power of two
    /// @param from the way to begin with
    /// @return the way of the word, or -1
    static int find(AtomicLongArray words, int first, int ways, int from, long key, int tagShift) {
        long tag = key >>> tagShift;
        for (int way = from; way < ways; way++) {
            long word = words.get(at(first, ways, way, key));
            if (word >>> tagShift == tag && (word != 0 || tagShift == 0)) {
                return way;
            }
        }
        return -1;
    }

    /// How many entries were evicted before they expired.
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

    /// A slot of the set that begins at `first`. The order depends on the key, so that ties do not
    /// always evict the same slot.
    static int at(int first, int ways, int way, long key) {
        return first + ((way + (int) (key >>> 29)) & (ways - 1));
    }
}
