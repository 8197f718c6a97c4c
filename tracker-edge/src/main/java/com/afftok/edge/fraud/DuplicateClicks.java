package com.afftok.edge.fraud;

import java.util.concurrent.atomic.LongAdder;

/// Which visitors clicked which links within the last seconds, in fixed memory.
///
/// A word is tag (36 bits) and time in milliseconds (28 bits, three days). With the bits that
/// choose the set, two pairs of visitor and link are taken for one about once in ten thousand
/// million clicks. The time is that of the click that counted: a visitor who keeps clicking counts
/// again each time the window is over.
///
/// At the bound the oldest click of the set is forgotten. If that is younger than the window, a
/// repetition of it counts as a click of its own: never is a first click taken for a repetition.
public final class DuplicateClicks {

    private static final int TAG_SHIFT = 28;
    private static final long TIME_MASK = (1L << TAG_SHIFT) - 1;

    private final Slots slots;
    private final int windowMillis;
    private final LongAdder forgotten = new LongAdder();

    /// Nothing was clicked yet.
    ///
    /// @param slots as many as there may be clicks in a window, or better twice that
    public DuplicateClicks(int slots, int windowMillis) {
        this.slots = new Slots(slots);
        this.windowMillis = windowMillis;
    }

    /// Whether this is a repetition; if not, it is remembered as a click that counts.
    ///
    /// @param visitorLink made by [ClickKeys#visitorLink]
    public boolean seen(long visitorLink, long nowMillis) {
        return seen(visitorLink, nowMillis, false);
    }

    /// Takes in a click that another edge counted.
    public void remember(long visitorLink, long atMillis) {
        seen(visitorLink, atMillis, true);
    }

    /// Takes back a click that was not kept after all.
    public void forget(long visitorLink) {
        long tag = visitorLink >>> TAG_SHIFT;
        int first = slots.firstOf(visitorLink);
        for (int step = 0; step < Slots.WAYS; step++) {
            int slot = Slots.at(first, step, visitorLink);
            long word = slots.get(slot);
            if (word != 0 && word >>> TAG_SHIFT == tag) {
                slots.replace(slot, word, 0);
            }
        }
    }

    /// How many clicks were forgotten within the window.
    public long forgotten() {
        return forgotten.sum();
    }

    long bytes() {
        return slots.bytes();
    }

    private boolean seen(long key, long nowMillis, boolean keepLater) {
        long tag = key >>> TAG_SHIFT;
        long fresh = nonZero(tag << TAG_SHIFT | (nowMillis & TIME_MASK));
        int first = slots.firstOf(key);
        retry:
        while (true) {
            int oldest = first;
            long oldestWord = 0;
            int highestAge = Integer.MIN_VALUE;
            for (int step = 0; step < Slots.WAYS; step++) {
                int slot = Slots.at(first, step, key);
                long word = slots.get(slot);
                int age = word == 0 ? Integer.MAX_VALUE : age(word, nowMillis);
                if (word != 0 && word >>> TAG_SHIFT == tag) {
                    // two edges, or two loops, need not agree on the time to the millisecond
                    if (Math.abs(age) < windowMillis || (keepLater && age < 0)) {
                        return true;
                    }
                    if (slots.replace(slot, word, fresh)) {
                        return false;
                    }
                    continue retry;
                }
                if (age > highestAge) {
                    highestAge = age;
                    oldest = slot;
                    oldestWord = word;
                }
            }
            if (slots.replace(oldest, oldestWord, fresh)) {
                if (highestAge < windowMillis) {
                    forgotten.increment();
                }
                return false;
            }
        }
    }

    private static long nonZero(long word) {
        return word == 0 ? 1 : word;
    }

    /// Milliseconds since the word's time; negative if that is ahead.
    private static int age(long word, long nowMillis) {
        return (int) (nowMillis - word) << 4 >> 4;
    }
}
