package com.afftok.edge.fraud;

/// How many different offers a visitor touched within seconds, in fixed memory.
///
/// A word is tag (20 bits), begin of the visitor's window in tenths of a second (20) and one bit
/// for each offer touched in it (24), whose place depends on visitor and offer. The window begins
/// with the first offer: who stuffs cookies touches all of them at once. Two offers may have the
/// same bit, so the number is never above the true one and sometimes below it.
///
/// At the bound the visitor whose window began first in the set is forgotten.
public final class RecentOffers {

    /// The most that is told apart well.
    static final int MAX_COUNT = 16;

    private static final int TAG_SHIFT = 44;
    private static final int BEGIN_SHIFT = 24;
    private static final int BEGIN_MASK = 0xF_FFFF;
    private static final int BITS = 24;
    private static final int BITS_MASK = (1 << BITS) - 1;
    private static final int TICK_MILLIS = 100;

    private final Slots slots;

    public RecentOffers(int slots) {
        this.slots = new Slots(slots);
    }

    /// Notes that a visitor touched an offer.
    ///
    /// @param visitor made by [VisitorHash#of]
    /// @return how many different offers since the visitor's window began, this one included
    public int touch(long visitor, long offer, long nowMillis, int windowMillis) {
        int now = (int) (nowMillis / TICK_MILLIS) & BEGIN_MASK;
        long tag = visitor >>> TAG_SHIFT;
        long fresh = tag << TAG_SHIFT | (long) now << BEGIN_SHIFT | bit(visitor, offer);
        int first = slots.firstOf(visitor);
        retry:
        while (true) {
            int oldest = first;
            long oldestWord = 0;
            int highestAge = Integer.MIN_VALUE;
            for (int step = 0; step < Slots.WAYS; step++) {
                int slot = Slots.at(first, step, visitor);
                long word = slots.get(slot);
                int age = word == 0 ? Integer.MAX_VALUE : age(word, now);
                if (word != 0 && word >>> TAG_SHIFT == tag) {
                    long touched =
                            age * TICK_MILLIS < windowMillis ? word | bit(visitor, offer) : fresh;
                    if (slots.replace(slot, word, touched)) {
                        return Integer.bitCount((int) touched & BITS_MASK);
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
                return 1;
            }
        }
    }

    long bytes() {
        return slots.bytes();
    }

    private static int bit(long visitor, long offer) {
        long mixed = (visitor ^ (offer * 0x9E3779B97F4A7C15L)) * 0xD1342543DE82EF95L;
        return 1 << (int) (((mixed >>> 40) * BITS) >>> 24);
    }

    /// Ticks since the window began; negative if another loop's clock is ahead.
    private static int age(long word, int now) {
        return (now - (int) (word >>> BEGIN_SHIFT)) << 12 >> 12;
    }
}
