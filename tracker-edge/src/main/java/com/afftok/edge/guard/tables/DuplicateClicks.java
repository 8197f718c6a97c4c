package com.afftok.edge.guard.tables;

/// The clicks of each visitor on each link within the duplicate window, in fixed memory.
///
/// A value is the time in milliseconds (28 bits) of the click that counted: a visitor who keeps
/// clicking counts again after each window. The tag has 36 bits; together with the bits that choose
/// the set, two pairs of visitor and link collide about once in ten thousand million clicks.
///
/// The time wraps after 74 hours, and a key is valid for one day, like the visitor's number
/// (`VisitorHash`). A time that is ahead by more than [#MAX_LATE_MILLIS], the maximum delay of a
/// message, is treated as many hours old.
///
/// At the bound the oldest click of the set is evicted. If it is younger than the window, its
/// repetition counts: a first click is never treated as a duplicate.
public final class DuplicateClicks {

    static final int MAX_LATE_MILLIS = 3_600_000;

    private static final int TIME_BITS = 28;
    private static final long TIME_MASK = (1L << TIME_BITS) - 1;

    private final Slots slots;
    private final int windowMillis;
    private final Slots.Step click = this::clicked;
    private final Slots.Step told = this::told;

    /// An empty table.
    ///
    /// @param slots the number of clicks in a window, or better twice that
    public DuplicateClicks(int slots, int windowMillis) {
        this.slots = new Slots(slots, TIME_BITS, this::left);
        this.windowMillis = windowMillis;
    }

    /// Whether this click is a duplicate; if not, it is stored as counted.
    ///
    /// @param visitorLink made by `ClickKeys.visitorLink`
    public boolean seen(long visitorLink, long nowMillis) {
        long before = slots.update(visitorLink, nowMillis, 1, click);
        return before != 0 && repeats(before, nowMillis);
    }

    /// Stores a click that another edge counted.
    public void remember(long visitorLink, long atMillis) {
        slots.update(visitorLink, atMillis, 1, told);
    }

    /// Removes a click that was not stored.
    public void forget(long visitorLink) {
        slots.remove(visitorLink);
    }

    /// How many clicks were evicted within the window.
    public long forgotten() {
        return slots.evicted();
    }

    long bytes() {
        return slots.bytes();
    }

    private long clicked(long before, long now, long one) {
        return before != 0 && repeats(before, now) ? before : value(now);
    }

    /// A late message changes nothing.
    private long told(long before, long now, long one) {
        return before != 0 && left(before, now) > 0 ? before : value(now);
    }

    /// Tolerates clock skew of some milliseconds between edges or event loops.
    private boolean repeats(long before, long now) {
        return Math.abs(age(before, now)) < windowMillis;
    }

    /// Milliseconds until the window of a click ends; at most zero if it has ended, and lower for
    /// older clicks.
    private long left(long value, long now) {
        long age = age(value, now);
        return age < -MAX_LATE_MILLIS ? Long.MIN_VALUE : windowMillis - age;
    }

    /// Milliseconds since a click, computed in 28 bits; negative if it is ahead.
    private static long age(long value, long now) {
        int sign = Long.SIZE - TIME_BITS;
        return ((now - value) << sign) >> sign;
    }

    /// Zero means empty: a click of that millisecond is stored one later.
    private static long value(long now) {
        return Math.max(1, now & TIME_MASK);
    }
}
