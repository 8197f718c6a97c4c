package com.afftok.management.auth;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;

/// A refresh token as it is found when somebody wants to exchange it.
///
/// @param createdAt when the session began
/// @param revoked whether the session was ended
/// @param expired whether the token or the session has run out
/// @param used whether it was exchanged before
/// @param enabled whether the owner's account is active
@Introspected
record RefreshRow(
        UUID sessionId,
        Instant createdAt,
        boolean revoked,
        boolean expired,
        boolean used,
        boolean enabled) {}
