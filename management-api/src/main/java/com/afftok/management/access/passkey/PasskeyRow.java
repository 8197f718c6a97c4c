package com.afftok.management.access.passkey;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A passkey of a user.
///
/// @param userHandle the user, as the authenticator knows it
/// @param publicKey in the form of COSE
/// @param signCount the uses that the authenticator has counted; 0 if it doesn't count
/// @param backupEligible whether a copy can exist elsewhere, as with a synchronised one
/// @param lastUsedAt null before the first sign-in
@Introspected
@SuppressWarnings("ArrayRecordComponent") // never compared
record PasskeyRow(
        long id,
        long userId,
        byte[] credentialId,
        byte[] userHandle,
        byte[] publicKey,
        long signCount,
        String name,
        boolean backupEligible,
        boolean backedUp,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {

    /// Omits the name.
    @Override
    public String toString() {
        return "PasskeyRow[" + id + "]";
    }
}
