package com.afftok.edge.guard.tables;

import java.util.function.IntSupplier;

/// Counts of each key within a sliding window, in fixed memory.
///
/// A value is the window's number (16 bits), its count (12) and the count of the previous window
/// (12); the tag has 24 bits. The estimate is the count of this window plus the share of the
/// previous one that the sliding window covers, assuming a uniform distribution. Counts stop at
/// [#MAX_COUNT].
///
/// Window numbers wrap after 65,536. A value is used if it is of this window, the previous one, or
/// the next, which an event loop with a fast clock has begun. Any other is expired, also when the
/// clock was set back. A key that returns exactly 65,536 windows later (45 days, at a minute each)
/// gets its old count for one window. When the window length changes, numbers continue beyond those
/// in use, so that all counts restart.
///
/// At the bound the key with the lowest count of its set is evicted, so that rare addresses do not
/// displace frequent ones.
final class SlidingCounts implements SharedCounts {

    static final int MAX_COUNT = (1 << 12) - 1;

    /// The estimate from which other edges are notified.
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

    /// The length of windows, and their numbering.
    ///
    /// @param offset the number of a window minus the windows since 1970
    private record Windows(int millis, long offset) {

        /// Added to skip the numbers of all windows in use.
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
    /// @return the hits in the window that ends now, including this one
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

    /// How many keys were evicted before they expired.
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

    /// Event loops that notice a change simultaneously may each restart the counts.
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

    /// The loss if the value is evicted: zero if it has expired.
    private static long worth(long value, long number) {
        return switch (age(value, number)) {
            case -1, 0 -> current(value) + previous(value);
            case 1 -> current(value);
            default -> 0;
        };
    }

    /// Windows since the value's, computed in 16 bits.
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
