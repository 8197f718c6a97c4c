package com.afftok.management.access.factor;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A second factor, or one whose first code was not confirmed yet.
///
/// @param secret of the app, sealed
/// @param enrolledAt since when it is required; null before the first code
@Introspected
@SuppressWarnings("ArrayRecordComponent") // never compared
record FactorRow(long id, byte[] secret, @Nullable Instant enrolledAt) {

    boolean isEnrolled() {
        return enrolledAt != null;
    }

    /// Omits the secret.
    @Override
    public String toString() {
        return "FactorRow[" + id + "]";
    }
}
