package com.afftok.edge.guard.tables;

import java.util.function.IntSupplier;

/// How many different offers a visitor touched within seconds, in fixed memory.
///
/// A value is begin of the visitor's window in tenths of a second (20 bits) and one bit for each
/// offer touched in it (24), whose place depends on visitor and offer; the tag has 20 bits. The
/// window begins with the first offer: who stuffs cookies touches all of them at once. Two offers
/// may have the same bit, so the number is never above the true one and sometimes below it.
///
/// The begin wraps after 29 hours, and a visitor's number is good for one day (`VisitorHash`). A
/// begin that is ahead by more than [#MAX_AHEAD_MILLIS], which no clock that is set right explains,
/// is one of many hours ago.
///
/// At the bound the visitor whose window began first in the set is evicted.
public final class RecentOffers {

    /// The most that is told apart well.
    static final int MAX_COUNT = 16;

    static final int MAX_AHEAD_MILLIS = 60_000;

    private static final int BITS = 24;
    private static final int BITS_MASK = (1 << BITS) - 1;
    private static final int BEGIN_BITS = 20;
    private static final int BEGIN_MASK = (1 << BEGIN_BITS) - 1;
    private static final int VALUE_BITS = BEGIN_BITS + BITS;
    private static final int TICK_MILLIS = 100;

    private final Slots slots;
    private final IntSupplier windowMillis;
    private final Slots.Step touch = this::touched;

    /// @param windowMillis may change at any time
    public RecentOffers(int slots, IntSupplier windowMillis) {
        this.slots = new Slots(slots, VALUE_BITS, this::left);
        this.windowMillis = windowMillis;
    }

    /// Notes that a visitor touched an offer.
    ///
    /// @param visitor made by `VisitorHash.of`
    /// @return how many different offers since the visitor's window began, this one included
    public int touch(long visitor, long offer, long nowMillis) {
        long now = nowMillis / TICK_MILLIS;
        long bit = bit(visitor, offer);
        long before = slots.update(visitor, now, bit, touch);
        return Long.bitCount(touched(before, now, bit) & BITS_MASK);
    }

    long bytes() {
        return slots.bytes();
    }

    private long touched(long before, long now, long bit) {
        return before != 0 && left(before, now) > 0
                ? before | bit
                : (now & BEGIN_MASK) << BITS | bit;
    }

    /// Milliseconds until the window is over; not above zero if it is, and the lower the longer
    /// ago.
    private long left(long value, long now) {
        int sign = Long.SIZE - BEGIN_BITS;
        long age = (((now - (value >>> BITS)) << sign) >> sign) * TICK_MILLIS;
        return age < -MAX_AHEAD_MILLIS ? Long.MIN_VALUE : windowMillis.getAsInt() - age;
    }

    private static long bit(long visitor, long offer) {
        long mixed = (visitor ^ (offer * 0x9E3779B97F4A7C15L)) * 0xD1342543DE82EF95L;
        return 1L << (int) (((mixed >>> 40) * BITS) >>> 24);
    }
}
