package com.afftok.management.party.member;

import com.afftok.management.access.MemberRole;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A member of an account.
///
/// @param email null if the user signs in by phone and has no address
/// @param language of mails
@Introspected
record MemberRow(
        long userId,
        String username,
        String fullName,
        @Nullable String email,
        String language,
        String role,
        Instant createdAt) {

    boolean isOwner() {
        return role.equals(MemberRole.OWNER.label());
    }
}
