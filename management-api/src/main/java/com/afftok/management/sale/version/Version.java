package com.afftok.management.sale.version;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version of terms, which applies to clicks of a time.
public interface Version {

    /// The id of the version.
    long id();

    /// The id of the first version, which is that of the terms for clients.
    long seriesId();

    long advertiserId();

    /// Incremented by each change and end of the terms.
    int version();

    Instant effectiveFrom();

    /// Exclusive; null if no end is known.
    @Nullable Instant effectiveUntil();

    /// The state at a time: `scheduled`, `active` or `ended`.
    default String status(Instant now) {
        return hasEndedAt(now) ? "ended" : effectiveFrom().isAfter(now) ? "scheduled" : "active";
    }

    /// Whether it is not in force at a time, nor later.
    default boolean hasEndedAt(Instant time) {
        Instant until = effectiveUntil();
        return until != null && (!until.isAfter(time) || until.equals(effectiveFrom()));
    }

    /// Whether it is in force from the other's beginning to the other's end.
    default boolean lastsAsLongAs(Version other) {
        return !effectiveFrom().isAfter(other.effectiveFrom()) && lastsToTheEndOf(other);
    }

    /// Whether it ends no earlier than the other.
    default boolean lastsToTheEndOf(Version other) {
        Instant mine = effectiveUntil();
        Instant others = other.effectiveUntil();
        return mine == null || (others != null && !mine.isBefore(others));
    }
}
