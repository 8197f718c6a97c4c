package com.afftok.management.party.closing;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/// A user who is to be closed.
@Introspected
record ClosingRow(
        long id,
        String username,
        @Nullable String email,
        boolean emailVerified,
        String language,
        String status,
        int version) {

    boolean isClosed() {
        return status.equals("closed");
    }
}
