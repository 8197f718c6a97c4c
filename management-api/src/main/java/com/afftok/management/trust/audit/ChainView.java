package com.afftok.management.trust.audit;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// Whether the recomputed part of the log is unchanged.
///
/// @param firstBroken the first entry that was changed or is missing
/// @param lastHash to be stored elsewhere with the number of entries, which alone detects that the
///   owner of the database has rewritten the end of the log
/// @param asKept whether the given entry is unchanged; null if none was given
/// @param verifiedUpTo the entry up to which all were recomputed at some time; the next
///   verification continues there
@Serdeable
record ChainView(
        boolean intact,
        long entries,
        @Nullable Long firstBroken,
        @Nullable String lastHash,
        @Nullable Boolean asKept,
        long verifiedUpTo) {

    static ChainView of(ChainRow row, @Nullable Boolean asKept) {
        return new ChainView(
                row.firstBroken() == null && !Boolean.FALSE.equals(asKept),
                row.entries(),
                row.firstBroken(),
                row.lastHash().isEmpty() ? null : row.lastHash(),
                asKept,
                row.after().checked());
    }
}
