package com.afftok.management.trust.audit;

import org.jspecify.annotations.Nullable;

/// What came of recomputing a part of the chain.
///
/// @param entries the number of the newest one
/// @param firstBroken the number of the first entry that is not as it was written; null if all are
/// @param lastHash of the newest entry, in hex; empty if there is none
/// @param before where the checkpoint was, and `after` where it may be moved
/// @param checkedHash of the entry of the latter, in hex; empty if there is none
record ChainRow(
        long entries,
        @Nullable Long firstBroken,
        String lastHash,
        Checkpoint before,
        Checkpoint after,
        String checkedHash) {}
