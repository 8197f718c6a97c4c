package com.afftok.management.money.reconcile;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/// A stored run.
///
/// @param results the comparisons as JSON
@Introspected
record ReconciliationRow(
        long id,
        Instant startedAt,
        Instant finishedAt,
        long compared,
        long differences,
        String results) {}
