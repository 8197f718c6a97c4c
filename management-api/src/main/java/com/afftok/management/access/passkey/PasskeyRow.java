package com.afftok.management.access.passkey;

import com.afftok.management.access.factor.FactorOwner;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A passkey of a user or an administrator.
///
/// @param userHandle the owner, as the authenticator knows it
/// @param publicKey in the form of COSE
/// @param signCount the uses that the authenticator has counted; 0 if it doesn't count
/// @param backupEligible whether a copy can exist elsewhere, as with a synchronised one
/// @param lastUsedAt null before the first sign-in
@Introspected
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PasskeyRow(
        long id,
        @Nullable Long userId,
        @Nullable Long adminId,
        byte[] credentialId,
        byte[] userHandle,
        byte[] publicKey,
        long signCount,
        String name,
        boolean backupEligible,
        boolean backedUp,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {

    public FactorOwner owner() {
        return adminId == null
                ? new FactorOwner.User(new UserId(Objects.requireNonNull(userId)))
                : new FactorOwner.Admin(new AdminId(adminId));
    }

    /// Omits the name.
    @Override
    public String toString() {
        return "PasskeyRow[" + id + "]";
    }
}
