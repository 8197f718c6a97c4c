package com.afftok.edge.guard.tables;

import java.util.function.IntSupplier;

/// The number of different offers that a visitor has clicked within seconds, in fixed memory.
///
/// A value is the start of the visitor's window in tenths of a second (20 bits) and a bit for each
/// offer (24), chosen by visitor and offer; the tag has 20 bits. The window starts with the first
/// offer, because cookie stuffing clicks all offers at once. Two offers may share a bit, so the
/// number is never too high and sometimes too low.
///
/// The start wraps after 29 hours, and a visitor's number is valid for one day (`VisitorHash`). A
/// start that is ahead by more than [#MAX_AHEAD_MILLIS], more than clock skew explains, is treated
/// as many hours old.
///
/// At the bound the visitor with the oldest window of the set is evicted.
public final class RecentOffers {

    /// The highest count that is reasonably exact.
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

    /// Records a click on an offer.
    ///
    /// @param visitor made by `VisitorHash.of`
    /// @return the number of different offers in the visitor's window, including this one
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

    /// Milliseconds until the window ends; at most zero if it has ended, and lower for older
    /// windows.
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
