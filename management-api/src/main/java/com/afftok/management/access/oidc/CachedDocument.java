package com.afftok.management.access.oidc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// A document of a provider, fetched when it is needed and kept for an hour. While it can't be
/// fetched, it is used for a day, and fetching is tried every ten seconds, by one caller alone; the
/// others use the present document meanwhile.
final class CachedDocument<T> {

    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration USABLE = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /// Minimum age for [#again], so that nobody makes the platform fetch at each request.
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Fetch<T> fetch;
    private final InstantSource clock;
    private final Semaphore fetching = new Semaphore(1);
    private volatile @Nullable Kept<T> kept;
    private Instant tried = Instant.MIN;
    private String failure = "";

    CachedDocument(Fetch<T> fetch, InstantSource clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    @FunctionalInterface
    interface Fetch<T> {

        T fetch() throws NoAnswer;
    }

    private record Kept<T>(T document, Instant at) {}

    T get() throws NoAnswer {
        T fresh = youngerThan(FRESH);
        if (fresh != null) {
            return fresh;
        }
        T usable = youngerThan(USABLE);
        if (usable == null) {
            fetching.acquireUninterruptibly();
        } else if (!fetching.tryAcquire()) {
            return usable;
        }
        return getAlone(FRESH, PAUSE);
    }

    /// A newer document if the present one is older than a minute. Waits for a fetch by another
    /// caller.
    T again() throws NoAnswer {
        T young = youngerThan(AGAIN);
        if (young != null) {
            return young;
        }
        fetching.acquireUninterruptibly();
        return getAlone(AGAIN, AGAIN);
    }

    /// Releases the permit that the caller has acquired.
    private T getAlone(Duration age, Duration pause) throws NoAnswer {
        try {
            if (youngerThan(age) == null && !clock.instant().isBefore(tried.plus(pause))) {
                fetchNow();
            }
            T usable = youngerThan(USABLE);
            if (usable == null) {
                throw new NoAnswer(failure);
            }
            return usable;
        } finally {
            fetching.release();
        }
    }

    private void fetchNow() {
        tried = clock.instant();
        try {
            kept = new Kept<>(fetch.fetch(), tried);
        } catch (NoAnswer e) {
            failure = String.valueOf(e.getMessage());
        }
    }

    private @Nullable T youngerThan(Duration age) {
        Kept<T> now = kept;
        return now != null && clock.instant().isBefore(now.at().plus(age)) ? now.document() : null;
    }
}
