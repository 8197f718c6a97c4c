package com.afftok.edge.guard.tables;

import com.afftok.shared.limit.TokenBucket;
import java.util.function.LongSupplier;

/// A [TokenBucket] for each of many keys, in fixed memory.
///
/// A value is the time at which the key's bucket is full (44 bits, in hundredths of a millisecond);
/// the tag has 20 bits. Refused requests consume no tokens. Time is the monotonic clock, so setting
/// the system clock has no effect. It wraps after five years: a bucket that would be full later
/// than an empty one is treated as full.
///
/// At the bound the fullest bucket of the set is evicted, whose loss matters least.
public final class RateBuckets implements SharedCounts {

    /// The highest rate that the resolution allows.
    public static final int MAX_PER_MINUTE = 600_000;

    /// The tokens that a key must have taken before other edges are notified.
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

    /// Takes one token if there is one.
    ///
    /// @return ticks until the bucket is full; negative: ticks until it has a token
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

    /// The tokens left in a bucket that is full after this many ticks.
    public int left(long ticksUntilFull) {
        return bucket.left(ticksUntilFull);
    }

    /// Ticks until a bucket is full that has its next token after this many ticks.
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

    /// Requests admitted by another edge are always taken, even from an empty bucket.
    private long takenElsewhere(long before, long now, long ticks) {
        return fullAt(now + Math.min(missing(before, now) + ticks, bucket.capacity()));
    }

    /// One tick earlier if the value would be zero, which means empty.
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
