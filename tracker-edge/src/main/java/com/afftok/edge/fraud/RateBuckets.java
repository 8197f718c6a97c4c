package com.afftok.edge.fraud;

import java.util.concurrent.atomic.LongAdder;

/// One rate limit with a burst for many keys, in fixed memory (the generic cell rate algorithm).
///
/// A word is tag (20 bits) and the time at which the key's bucket would be full again (44 bits, in
/// hundredths of a millisecond since the table began, five years). What is refused costs nothing.
///
/// At the bound the key whose bucket is fullest in the set is forgotten, which is the one to whom
/// it matters least.
final class RateBuckets implements SharedCounts {

    /// The most clicks a minute that can be told apart.
    static final int MAX_PER_MINUTE = 600_000;

    /// What a key must have taken before the others are told.
    private static final int SHARED_FROM = 8;

    private static final int TAG_SHIFT = 44;
    private static final long TIME_MASK = (1L << TAG_SHIFT) - 1;
    private static final int TICKS_PER_MILLI = 100;
    private static final long TICKS_PER_MINUTE = 60_000L * TICKS_PER_MILLI;

    /// So that no clock that is set back a little meets a time before the table began.
    private static final long HOUR_BEFORE = 3_600_000;

    private final Slots slots;
    private final long beginMillis;
    private final long interval;
    private final int burst;
    private final Increments increments = new Increments();
    private final LongAdder forgotten = new LongAdder();

    RateBuckets(int slots, int perMinute, int burst, long nowMillis) {
        this.slots = new Slots(slots);
        this.beginMillis = nowMillis - HOUR_BEFORE;
        this.interval = Math.max(1, TICKS_PER_MINUTE / perMinute);
        this.burst = burst;
    }

    /// Takes one click out of the key's bucket if it has one.
    ///
    /// @return ticks until the bucket is full again, or negative: until it has one click
    long take(long key, long nowMillis) {
        long now = ticks(nowMillis);
        long latest = now + (burst - 1) * interval;
        long fullAt = move(key, now, interval, latest);
        if (fullAt < 0) {
            return fullAt + latest;
        }
        if (fullAt - now >= SHARED_FROM * interval) {
            increments.add(key);
        }
        return fullAt - now;
    }

    /// The clicks left in a bucket that will be full after so many ticks.
    int left(long ticksUntilFull) {
        return (int) (burst - (ticksUntilFull + interval - 1) / interval);
    }

    /// Ticks until a bucket is full that has its next click after so many.
    long fullAfter(long ticksUntilOne) {
        return ticksUntilOne + (burst - 1) * interval;
    }

    int burst() {
        return burst;
    }

    @Override
    public Increments increments() {
        return increments;
    }

    @Override
    public void addFromOthers(long key, int count, long nowMillis) {
        long now = ticks(nowMillis);
        long taken = Math.min(count, burst) * interval;
        move(key, now, taken, now + burst * interval);
    }

    long forgotten() {
        return forgotten.sum();
    }

    long bytes() {
        return slots.bytes();
    }

    /// Moves on the time at which the bucket is full, if it is not after `latest`; at most to where
    /// it is empty.
    ///
    /// @return that time, or if it was after `latest` and stays, its negative
    private long move(long key, long now, long by, long latest) {
        long tag = key >>> TAG_SHIFT;
        int first = slots.firstOf(key);
        retry:
        while (true) {
            int fullest = first;
            long fullestWord = 0;
            long earliest = Long.MAX_VALUE;
            for (int step = 0; step < Slots.WAYS; step++) {
                int slot = Slots.at(first, step, key);
                long word = slots.get(slot);
                long fullAt = word & TIME_MASK;
                if (word != 0 && word >>> TAG_SHIFT == tag) {
                    long from = Math.max(fullAt, now);
                    if (from > latest) {
                        return -from;
                    }
                    long moved = Math.min(from + by, now + burst * interval);
                    if (slots.replace(slot, word, tag << TAG_SHIFT | moved)) {
                        return moved;
                    }
                    continue retry;
                }
                if (fullAt < earliest) {
                    earliest = fullAt;
                    fullest = slot;
                    fullestWord = word;
                }
            }
            if (slots.replace(fullest, fullestWord, tag << TAG_SHIFT | (now + by))) {
                if (earliest > now) {
                    forgotten.increment();
                }
                return now + by;
            }
        }
    }

    private long ticks(long nowMillis) {
        return (nowMillis - beginMillis) * TICKS_PER_MILLI;
    }

    /// Rounded up, so that who waits as long is let through.
    static long millis(long ticks) {
        return (ticks + TICKS_PER_MILLI - 1) / TICKS_PER_MILLI;
    }
}
