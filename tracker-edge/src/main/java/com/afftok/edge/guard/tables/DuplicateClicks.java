package com.afftok.edge.guard.tables;

/// Which visitors clicked which links within the last seconds, in fixed memory.
///
/// A value is the time in milliseconds (28 bits) of the click that counted: a visitor who keeps
/// clicking counts again each time the window is over. The tag has 36 bits; with those that choose
/// the set, two pairs of visitor and link are taken for one about once in ten thousand million
/// clicks.
///
/// The time wraps after 74 hours, and a key is good for one day, because the visitor's number is
/// (`VisitorHash`). A time that is ahead by more than [#MAX_LATE_MILLIS], which is how late the
/// word of another edge may be, is one of many hours ago.
///
/// At the bound the oldest click of the set is evicted. If that is younger than the window, a
/// repetition of it counts as a click of its own: never is a first click taken for a repetition.
public final class DuplicateClicks {

    static final int MAX_LATE_MILLIS = 3_600_000;

    private static final int TIME_BITS = 28;
    private static final long TIME_MASK = (1L << TIME_BITS) - 1;

    private final Slots slots;
    private final int windowMillis;
    private final Slots.Step click = this::clicked;
    private final Slots.Step told = this::told;

    /// Nothing was clicked yet.
    ///
    /// @param slots as many as there may be clicks in a window, or better twice that
    public DuplicateClicks(int slots, int windowMillis) {
        this.slots = new Slots(slots, TIME_BITS, this::left);
        this.windowMillis = windowMillis;
    }

    /// Whether this is a repetition; if not, it is remembered as a click that counts.
    ///
    /// @param visitorLink made by `ClickKeys.visitorLink`
    public boolean seen(long visitorLink, long nowMillis) {
        long before = slots.update(visitorLink, nowMillis, 1, click);
        return before != 0 && repeats(before, nowMillis);
    }

    /// Takes in a click that another edge counted.
    public void remember(long visitorLink, long atMillis) {
        slots.update(visitorLink, atMillis, 1, told);
    }

    /// Takes back a click that was not kept after all.
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

    /// A word that comes late changes nothing.
    private long told(long before, long now, long one) {
        return before != 0 && left(before, now) > 0 ? before : value(now);
    }

    /// Two edges, or two event loops, need not agree on the time to the millisecond.
    private boolean repeats(long before, long now) {
        return Math.abs(age(before, now)) < windowMillis;
    }

    /// Milliseconds until the window of a click is over; not above zero if it is, and the lower the
    /// longer ago.
    private long left(long value, long now) {
        long age = age(value, now);
        return age < -MAX_LATE_MILLIS ? Long.MIN_VALUE : windowMillis - age;
    }

    /// Milliseconds since a click, as far as 28 bits tell; negative if it is ahead.
    private static long age(long value, long now) {
        int sign = Long.SIZE - TIME_BITS;
        return ((now - value) << sign) >> sign;
    }

    /// Zero would be nothing: a click of that millisecond is noted one later.
    private static long value(long now) {
        return Math.max(1, now & TIME_MASK);
    }
}
