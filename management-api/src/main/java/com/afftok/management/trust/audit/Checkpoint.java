package com.afftok.management.trust.audit;

import io.micronaut.core.annotation.Introspected;

/// The progress of verification.
///
/// @param checked all entries up to this one were recomputed
/// @param again the old entries up to this one were recomputed once more
@Introspected
record Checkpoint(long checked, long again) {}
