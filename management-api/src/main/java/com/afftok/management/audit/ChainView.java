package com.afftok.management.audit;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// Whether the log is as it was written.
///
/// @param lastHash to be kept elsewhere: only by it is it noticed that the newest entries are cut
///   off
@Serdeable
record ChainView(
        boolean intact, long entries, @Nullable Long firstBroken, @Nullable String lastHash) {

    static ChainView of(ChainRow row) {
        return new ChainView(
                row.firstBroken() == null,
                row.entries(),
                row.firstBroken(),
                row.lastHash().isEmpty() ? null : row.lastHash());
    }
}
