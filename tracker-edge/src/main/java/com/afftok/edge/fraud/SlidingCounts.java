package com.afftok.edge.fraud;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/// How often each key was hit within a sliding window, in fixed memory.
///
/// A word is tag (24 bits), number of the window (16), hits in it (12) and in the one before (12).
/// The estimate is the hits of this window and the share of the last that the sliding window still
/// covers, as if they had come evenly. Counts stop at [#MAX_COUNT].
///
/// At the bound the key with the fewest hits of its set is forgotten, so addresses that come once
/// crowd out each other and not one that comes often. Two keys share a count only if set and tag
/// are the same, which the secret behind the keys keeps from being arranged. Two loops that see a
/// new key at the same instant may each start a count for it: then one is found from there on, and
/// the estimate is short by what the other has.
final class SlidingCounts implements SharedCounts {

    static final int MAX_COUNT = (1 << 12) - 1;

    /// The estimate from which on the others are told; below it a key is nobody's concern.
    static final int SHARED_FROM = 8;

    private static final int TAG_SHIFT = 40;
    private static final int WINDOW_SHIFT = 24;
    private static final int WINDOW_MASK = 0xFFFF;
    private static final int CURRENT_SHIFT = 12;

    private final Slots slots;
    private final IntSupplier windowMillis;
    private final Increments increments = new Increments();
    private final LongAdder forgotten = new LongAdder();

    /// @param windowMillis may change at any time: what was counted by another window then counts
    ///   as long past
    SlidingCounts(int slots, IntSupplier windowMillis) {
        this.slots = new Slots(slots);
        this.windowMillis = windowMillis;
    }

    /// Counts one hit.
    ///
    /// @return the hits in the window that ends now, this one included
    int hit(long key, long nowMillis) {
        int count = add(key, 1, nowMillis);
        if (count >= SHARED_FROM) {
            increments.add(key);
        }
        return count;
    }

    @Override
    public Increments increments() {
        return increments;
    }

    @Override
    public void addFromOthers(long key, int count, long nowMillis) {
        add(key, count, nowMillis);
    }

    /// How many keys gave way to others while they still counted.
    long forgotten() {
        return forgotten.sum();
    }

    long bytes() {
        return slots.bytes();
    }

    private int add(long key, int hits, long nowMillis) {
        int window = windowMillis.getAsInt();
        int number = (int) (nowMillis / window) & WINDOW_MASK;
        long tag = key >>> TAG_SHIFT;
        int first = slots.firstOf(key);
        retry:
        while (true) {
            int weakest = first;
            long weakestWord = 0;
            int fewest = Integer.MAX_VALUE;
            for (int step = 0; step < Slots.WAYS; step++) {
                int slot = Slots.at(first, step, key);
                long word = slots.get(slot);
                if (word != 0 && word >>> TAG_SHIFT == tag) {
                    long counted = count(word, number, hits);
                    if (slots.replace(slot, word, counted)) {
                        return estimate(counted, nowMillis, window);
                    }
                    continue retry;
                }
                int worth = worth(word, number);
                if (worth < fewest) {
                    fewest = worth;
                    weakest = slot;
                    weakestWord = word;
                }
            }
            long fresh = word(tag, number, Math.min(hits, MAX_COUNT), 0);
            if (slots.replace(weakest, weakestWord, fresh)) {
                if (fewest > 0) {
                    forgotten.increment();
                }
                return Math.min(hits, MAX_COUNT);
            }
        }
    }

    private static long count(long word, int number, int hits) {
        int age = age(word, number);
        if (age < 0) { // a clock that is ahead has begun the next window
            return withCurrent(word, current(word) + hits);
        }
        int current = age == 0 ? current(word) : 0;
        int previous = age == 0 ? previous(word) : age == 1 ? current(word) : 0;
        return withCurrent(word(word >>> TAG_SHIFT, number, 0, previous), current + hits);
    }

    private static int estimate(long word, long nowMillis, int window) {
        long covered = window - nowMillis % window;
        return current(word) + (int) (previous(word) * covered / window);
    }

    /// What would be lost with the word: nothing if it is empty or long past.
    private static int worth(long word, int number) {
        int age = age(word, number);
        if (word == 0) {
            return -1;
        }
        return age > 1 ? 0 : age == 1 ? current(word) : current(word) + previous(word);
    }

    /// Windows passed since the word's; negative if another loop's clock is ahead.
    private static int age(long word, int number) {
        return (short) (number - (int) (word >>> WINDOW_SHIFT));
    }

    private static int current(long word) {
        return (int) (word >>> CURRENT_SHIFT) & MAX_COUNT;
    }

    private static int previous(long word) {
        return (int) word & MAX_COUNT;
    }

    private static long withCurrent(long word, int current) {
        return (word & ~((long) MAX_COUNT << CURRENT_SHIFT))
                | (long) Math.min(current, MAX_COUNT) << CURRENT_SHIFT;
    }

    private static long word(long tag, int number, int current, int previous) {
        return tag << TAG_SHIFT
                | (long) number << WINDOW_SHIFT
                | (long) current << CURRENT_SHIFT
                | previous;
    }
}
