package com.afftok.management.trust.audit;

import io.micronaut.core.annotation.Introspected;

/// How far the chain was recomputed.
///
/// @param checked all up to this entry were, at least once
/// @param again those up to this one once more
@Introspected
record Checkpoint(long checked, long again) {}
