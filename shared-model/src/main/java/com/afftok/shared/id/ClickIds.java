package com.afftok.shared.id;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// Makes the click ids of one instance: thread-safe, lock-free, strictly increasing in time and
/// sequence.
///
/// One atomic number holds the milliseconds since [#EPOCH] and the sequence, 40 and 24 bits, as
/// unsigned; the next is the larger of the previous one plus one and the present millisecond. So a
/// clock that is set back produces no id twice, and a millisecond without free sequences borrows
/// from the next one. Ids of different instances differ.
///
/// Across a restart, only the clock separates an instance's ids. A random first sequence separates
/// them if the clock may have been set back.
public final class ClickIds {

    /// The start of the range of 34 years; an earlier clock counts as this time.
    public static final Instant EPOCH = Instant.parse("2025-01-01T00:00:00Z");

    private static final int SEQUENCE_BITS = 24;
    private static final long MAX_TICKS = (1L << (Long.SIZE - SEQUENCE_BITS)) - 1;
    private static final long EPOCH_MILLIS = EPOCH.toEpochMilli();

    private final int instance;
    private final InstantSource clock;
    private final int firstSequence;
    private final AtomicLong last = new AtomicLong();

    public ClickIds(int instance, InstantSource clock) {
        this(instance, clock, 0);
    }

    /// A generator for an instance.
    ///
    /// @param firstSequence the first sequence of each millisecond
    public ClickIds(int instance, InstantSource clock, int firstSequence) {
        if (instance < 0 || instance > ClickId.MAX_INSTANCE) {
            throw new IllegalArgumentException(
                    "an instance is 0 to " + ClickId.MAX_INSTANCE + ", not " + instance);
        }
        if (firstSequence < 0 || firstSequence > ClickId.MAX_SEQUENCE) {
            throw new IllegalArgumentException(
                    "a sequence is 0 to " + ClickId.MAX_SEQUENCE + ", not " + firstSequence);
        }
        this.instance = instance;
        this.clock = clock;
        this.firstSequence = firstSequence;
    }

    public ClickId next(LinkId link, int keyId) {
        long ticks = advance(now());
        long millis = EPOCH_MILLIS + (ticks >>> SEQUENCE_BITS);
        return ClickId.of(millis, link, keyId, instance, (int) ticks & ClickId.MAX_SEQUENCE);
    }

    private long now() {
        long millis = Math.max(0, clock.millis() - EPOCH_MILLIS);
        if (millis > MAX_TICKS) {
            throw new IllegalStateException("the clock is beyond the years of click ids");
        }
        return millis << SEQUENCE_BITS | firstSequence;
    }

    private long advance(long now) {
        while (true) {
            long previous = last.get();
            long next = Long.compareUnsigned(now, previous) > 0 ? now : previous + 1;
            if (last.compareAndSet(previous, next)) {
                return next;
            }
        }
    }
}
