package com.afftok.management.party.closing;

import com.afftok.management.platform.mail.Recipient;
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
        int version)
        implements Recipient {

    @Override
    public @Nullable String confirmedAddress() {
        return emailVerified ? email : null;
    }

    boolean isClosed() {
        return status.equals("closed");
    }
}
