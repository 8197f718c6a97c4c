package com.afftok.edge.visitor.geo;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Stops requests to a failing service for some time, then tests it with one request.
///
/// It opens after several consecutive failures, each time for twice as long up to a limit, until a
/// request succeeds. Pauses are measured by the monotonic clock. It belongs to one thread, except
/// for [#isOpen].
final class CircuitBreaker {

    private static final int FAILURES_IN_A_ROW = 5;

    private final LongSupplier nanoTime;
    private final Duration shortest;
    private final Duration longest;
    private Duration next;
    private int failures;
    private boolean trying;
    private volatile long openUntil;

    /// @param nanoTime of [System#nanoTime]
    CircuitBreaker(LongSupplier nanoTime, Duration shortest, Duration longest) {
        this.nanoTime = nanoTime;
        this.openUntil = nanoTime.getAsLong();
        this.shortest = shortest;
        this.longest = longest;
        this.next = shortest;
    }

    /// Whether no requests may be sent now.
    boolean isOpen() {
        return nanoTime.getAsLong() - openUntil < 0;
    }

    /// Whether a request may be sent now; after an opening, one at a time.
    boolean admits() {
        if (isOpen() || trying) {
            return false;
        }
        trying = failures >= FAILURES_IN_A_ROW;
        return true;
    }

    void succeeded() {
        failures = 0;
        trying = false;
        next = shortest;
    }

    /// Counts a failure.
    ///
    /// @return whether this failure has opened the circuit
    boolean failed() {
        trying = false;
        failures++;
        if (failures < FAILURES_IN_A_ROW || isOpen()) {
            return false;
        }
        open();
        return true;
    }

    /// Opens immediately, because of the service's rate limit.
    void refused() {
        trying = false;
        failures = FAILURES_IN_A_ROW;
        if (!isOpen()) {
            open();
        }
    }

    private void open() {
        openUntil = nanoTime.getAsLong() + next.toNanos();
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
    }
}
