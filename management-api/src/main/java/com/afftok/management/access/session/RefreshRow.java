package com.afftok.management.access.session;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A refresh token that was presented.
///
/// @param createdAt when the session began
/// @param revoked whether the session was ended, or its user is no member of the account
/// @param expired whether the token or the session has expired
/// @param usedAt when it was exchanged; null if it was not
/// @param successorSalt derives the successor from the token; empty if there is none
/// @param tokenGeneration of the session's access tokens
/// @param enabled whether user and account, or the administrator, are active
@Introspected
@SuppressWarnings("ArrayRecordComponent") // never compared
record RefreshRow(
        UUID sessionId,
        @Nullable Long userId,
        @Nullable Long adminId,
        String kind,
        Instant createdAt,
        boolean revoked,
        boolean expired,
        @Nullable Instant usedAt,
        byte[] successorSalt,
        int tokenGeneration,
        boolean enabled) {

    /// Whether it was exchanged before the time from which exchanges may be repeated.
    boolean isReused(Instant repeatable) {
        return usedAt != null && usedAt.isBefore(repeatable);
    }

    /// Whether the session got a token in its place that is not derived from it.
    boolean isReplaced() {
        return usedAt != null && successorSalt.length == 0;
    }

    boolean isUsed() {
        return usedAt != null;
    }

    /// Omits the salt.
    @Override
    public String toString() {
        return "RefreshRow[" + sessionId + "]";
    }
}
