package com.afftok.edge.guard.tables;

import java.util.function.IntSupplier;

/// How often each key was hit within a sliding window, in fixed memory.
///
/// A value is number of the window (16 bits), hits in it (12) and in the one before (12); the tag
/// has 24. The estimate is the hits of this window and the share of the last that the sliding
/// window still covers, as if they had come evenly. Counts stop at [#MAX_COUNT].
///
/// Numbers of windows wrap after 65,536. A value counts if it is of this window, of the one before,
/// or of the next, which an event loop whose clock is ahead has begun; any other is long past, also
/// when the clock was set back. A key that is hit again just 65,536 windows later, which is 45 days
/// at a minute, finds its old count for one window. When the length of the window changes, the
/// numbers go on beyond those in use, so that every count starts afresh.
///
/// At the bound the key with the fewest hits of its set is evicted, so addresses that come once
/// crowd out each other and not one that comes often.
final class SlidingCounts implements SharedCounts {

    static final int MAX_COUNT = (1 << 12) - 1;

    /// The estimate from which on the others are told; below it a key is nobody's concern.
    static final int SHARED_FROM = 8;

    private static final int VALUE_BITS = 40;
    private static final int WINDOW_SHIFT = 24;
    private static final int WINDOW_MASK = 0xFFFF;
    private static final int CURRENT_SHIFT = 12;

    private final Slots slots;
    private final IntSupplier windowMillis;
    private final Slots.Step count = SlidingCounts::count;
    private final Increments increments = new Increments();
    private volatile Windows windows;

    /// Windows of one length and their numbers.
    ///
    /// @param offset what the number of a window has more than the windows since 1970
    private record Windows(int millis, long offset) {

        /// The first number that neither a count of a window before nor one of the next has.
        private static final int BEYOND = 3;

        long number(long nowMillis) {
            return nowMillis / millis + offset;
        }

        Windows of(int otherMillis, long nowMillis) {
            return new Windows(otherMillis, number(nowMillis) + BEYOND - nowMillis / otherMillis);
        }
    }

    /// @param windowMillis may change at any time
    SlidingCounts(int slots, IntSupplier windowMillis) {
        this.slots = new Slots(slots, VALUE_BITS, SlidingCounts::worth);
        this.windowMillis = windowMillis;
        this.windows = new Windows(windowMillis.getAsInt(), 0);
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

    /// How many keys were evicted while they still counted.
    long forgotten() {
        return slots.evicted();
    }

    long bytes() {
        return slots.bytes();
    }

    private int add(long key, int hits, long nowMillis) {
        Windows current = windows(nowMillis);
        long number = current.number(nowMillis) & WINDOW_MASK;
        long before = slots.update(key, number, hits, count);
        return estimate(count(before, number, hits), nowMillis, current.millis);
    }

    /// Event loops that notice a change at the same instant may each begin: what one of them has
    /// counted by then starts afresh, too.
    private Windows windows(long nowMillis) {
        Windows current = windows;
        int millis = windowMillis.getAsInt();
        if (millis != current.millis) {
            current = current.of(millis, nowMillis);
            windows = current;
        }
        return current;
    }

    private static long count(long before, long number, long hits) {
        if (before == 0) {
            return withCurrent(number << WINDOW_SHIFT, hits);
        }
        return switch (age(before, number)) {
            case -1, 0 -> withCurrent(before, current(before) + hits);
            case 1 -> withCurrent(number << WINDOW_SHIFT | current(before), hits);
            default -> withCurrent(number << WINDOW_SHIFT, hits);
        };
    }

    private static int estimate(long value, long nowMillis, int window) {
        long covered = window - nowMillis % window;
        return (int) (current(value) + previous(value) * covered / window);
    }

    /// What would be lost with the value: nothing if it is long past.
    private static long worth(long value, long number) {
        return switch (age(value, number)) {
            case -1, 0 -> current(value) + previous(value);
            case 1 -> current(value);
            default -> 0;
        };
    }

    /// Windows passed since the value's, as far as 16 bits tell.
    private static int age(long value, long number) {
        return (short) (number - (value >>> WINDOW_SHIFT));
    }

    private static long current(long value) {
        return (value >>> CURRENT_SHIFT) & MAX_COUNT;
    }

    private static long previous(long value) {
        return value & MAX_COUNT;
    }

    private static long withCurrent(long value, long current) {
        return (value & ~((long) MAX_COUNT << CURRENT_SHIFT))
                | Math.min(current, MAX_COUNT) << CURRENT_SHIFT;
    }
}
