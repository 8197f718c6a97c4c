package com.afftok.management.trust.audit;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// Whether the log is as it was written, as far as it was recomputed.
///
/// @param firstBroken the first entry that isn't as it was written, or that is missing
/// @param lastHash to be kept elsewhere, with the number of entries: only by them is it noticed
///   that whoever owns the database has written the end of the log anew
/// @param asKept whether an entry is as somebody has kept it; null if nobody asks
/// @param verifiedUpTo all entries up to this one were recomputed at some time; where there are
///   more, the next verification goes on with them
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
