package com.afftok.management.party.member;

import com.afftok.management.access.MemberRole;
import com.afftok.management.platform.mail.Recipient;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A member of an account.
///
/// @param email null if the user signs in by phone and has no address
/// @param emailVerified whether the user has confirmed the address
/// @param language of mails
@Introspected
record MemberRow(
        long userId,
        String username,
        String fullName,
        @Nullable String email,
        boolean emailVerified,
        String language,
        String role,
        Instant createdAt)
        implements Recipient {

    @Override
    public @Nullable String confirmedAddress() {
        return emailVerified ? email : null;
    }

    boolean isOwner() {
        return role.equals(MemberRole.OWNER.label());
    }
}
