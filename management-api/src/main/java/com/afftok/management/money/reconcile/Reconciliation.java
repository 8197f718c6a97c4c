package com.afftok.management.money.reconcile;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/// A run of all comparisons.
@Serdeable
public record Reconciliation(
        long id,
        Instant startedAt,
        Instant finishedAt,
        long compared,
        long differences,
        List<Compared> comparisons) {

    public Reconciliation {
        comparisons = List.copyOf(comparisons);
    }
}
