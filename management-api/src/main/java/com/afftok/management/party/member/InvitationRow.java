package com.afftok.management.party.member;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/// An invitation that is neither accepted nor revoked.
///
/// @param invitedBy the username of the owner who sent it
/// @param expired whether it can't be accepted any more
/// @param accountActive whether members may act for the account
@Introspected
record InvitationRow(
        long id,
        long accountId,
        String email,
        String role,
        String invitedBy,
        Instant createdAt,
        Instant expiresAt,
        boolean expired,
        boolean accountActive) {}
