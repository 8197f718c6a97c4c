package com.afftok.management.trust.audit;

import org.jspecify.annotations.Nullable;

/// The result of a partial verification.
///
/// @param entries the number of the newest entry
/// @param firstBroken the number of the first invalid entry; null if all are valid
/// @param lastHash of the newest entry, in hex; empty if there is none
/// @param before the checkpoint, and `after` where it may be moved
/// @param checkedHash of the entry at `after`, in hex; empty if there is none
record ChainRow(
        long entries,
        @Nullable Long firstBroken,
        String lastHash,
        Checkpoint before,
        Checkpoint after,
        String checkedHash) {}
