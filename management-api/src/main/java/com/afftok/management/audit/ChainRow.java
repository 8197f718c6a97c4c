package com.afftok.management.audit;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/// What came of recomputing the chain.
///
/// @param firstBroken the number of the first entry that is not as it was written; null if all are
/// @param lastHash of the newest entry, in hex; empty if there is none
@Introspected
record ChainRow(long entries, @Nullable Long firstBroken, String lastHash) {}
