package com.afftok.edge.guard.tables;

import com.afftok.shared.limit.TokenBucket;
import java.util.function.LongSupplier;

/// A [TokenBucket] for each of many keys, in fixed memory.
///
/// A value is the time at which the key's bucket will be full again (44 bits, in hundredths of a
/// millisecond); the tag has 20 bits. Refused requests don't consume tokens. Time is that of the
/// monotonic clock of the system, so setting the clock frees nobody and locks nobody out. It wraps
/// after five years: a bucket that would be full later than one that is empty now is full.
///
/// At the bound the key whose bucket is fullest in the set is evicted, which is the one to whom it
/// matters least.
public final class RateBuckets implements SharedCounts {

    /// The most clicks a minute that can be told apart.
    public static final int MAX_PER_MINUTE = 600_000;

    /// What a key must have taken before the others are told.
    private static final int SHARED_FROM = 8;

    private static final int TIME_BITS = 44;
    private static final long TIME_MASK = (1L << TIME_BITS) - 1;
    private static final int TICKS_PER_MILLI = 100;
    private static final int NANOS_PER_TICK = 10_000;
    private static final long TICKS_PER_MINUTE = 60_000L * TICKS_PER_MILLI;

    private final Slots slots;
    private final LongSupplier nanoTime;
    private final TokenBucket bucket;

    private final Slots.Step take = this::taken;
    private final Slots.Step takeElsewhere = this::takenElsewhere;
    private final Increments increments = new Increments();

    /// @param nanoTime of [System#nanoTime]
    public RateBuckets(int slots, int perMinute, int burst, LongSupplier nanoTime) {
        this.slots = new Slots(slots, TIME_BITS, this::missing);
        this.nanoTime = nanoTime;
        this.bucket = TokenBucket.perMinute(perMinute, burst, TICKS_PER_MINUTE);
        if (bucket.capacity() >= 1L << (TIME_BITS - 1)) {
            throw new IllegalArgumentException("not a burst at this rate: " + burst);
        }
    }

    /// Takes one click out of the key's bucket if it has one.
    ///
    /// @return ticks until the bucket is full again, or negative: until it has one click
    public long take(long key) {
        long now = now();
        long missing = missing(slots.update(key, now, bucket.interval(), take), now);
        if (!bucket.hasToken(missing)) {
            return -bucket.untilToken(missing);
        }
        long after = bucket.take(missing);
        if (after >= SHARED_FROM * bucket.interval()) {
            increments.add(key);
        }
        return after;
    }

    /// The clicks left in a bucket that will be full after so many ticks.
    public int left(long ticksUntilFull) {
        return bucket.left(ticksUntilFull);
    }

    /// Ticks until a bucket is full that has its next click after so many.
    public long fullAfter(long ticksUntilOne) {
        return ticksUntilOne + bucket.capacity() - bucket.interval();
    }

    public int burst() {
        return bucket.burst();
    }

    @Override
    public Increments increments() {
        return increments;
    }

    @Override
    public void addFromOthers(long key, int count, long nowMillis) {
        slots.update(
                key, now(), Math.min(count, bucket.burst()) * bucket.interval(), takeElsewhere);
    }

    public long forgotten() {
        return slots.evicted();
    }

    public long bytes() {
        return slots.bytes();
    }

    private long taken(long before, long now, long ticks) {
        long missing = missing(before, now);
        return bucket.hasToken(missing) ? fullAt(now + missing + ticks) : before;
    }

    /// What another edge let through is taken, even if there was nothing left.
    private long takenElsewhere(long before, long now, long ticks) {
        return fullAt(now + Math.min(missing(before, now) + ticks, bucket.capacity()));
    }

    /// A tick earlier in place of the one time whose value is zero, which stands for nothing.
    private static long fullAt(long time) {
        return (time & TIME_MASK) == 0 ? time - 1 : time;
    }

    /// Ticks until a bucket is full, between zero and the capacity.
    private long missing(long fullAt, long now) {
        int sign = Long.SIZE - TIME_BITS;
        long missing = ((fullAt - now) << sign) >> sign;
        return fullAt == 0 || missing > bucket.capacity() ? 0 : Math.max(0, missing);
    }

    private long now() {
        return nanoTime.getAsLong() / NANOS_PER_TICK;
    }

    /// Rounded up, so that a client that waits this long is admitted.
    public static long millis(long ticks) {
        return (ticks + TICKS_PER_MILLI - 1) / TICKS_PER_MILLI;
    }
}
