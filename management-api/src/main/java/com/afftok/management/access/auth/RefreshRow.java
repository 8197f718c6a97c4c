package com.afftok.management.access.auth;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A refresh token as it is found when somebody wants to exchange it.
///
/// @param createdAt when the session began
/// @param revoked whether the session was ended
/// @param expired whether the token or the session has run out
/// @param usedAt when it was exchanged; null if it was not
/// @param successorSalt with the token it gives its successor; empty if there is none
/// @param enabled whether the owner's account is active
@Introspected
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record RefreshRow(
        UUID sessionId,
        @Nullable Long userId,
        @Nullable Long adminId,
        Instant createdAt,
        boolean revoked,
        boolean expired,
        @Nullable Instant usedAt,
        byte[] successorSalt,
        boolean enabled) {

    /// Whether it was exchanged, and longer ago than it may be repeated.
    boolean isReused(Instant repeatable) {
        return usedAt != null && (usedAt.isBefore(repeatable) || successorSalt.length == 0);
    }

    boolean isUsed() {
        return usedAt != null;
    }

    /// Without the salt.
    @Override
    public String toString() {
        return "RefreshRow[" + sessionId + "]";
    }
}
