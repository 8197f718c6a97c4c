package com.afftok.management.party.user;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user and the account that it acts for, as the user sees them.
///
/// @param role the kind of the account
/// @param memberRole the user's role in it
/// @param lastLogin the last sign-in; in the answer to a sign-in, the one before
@Serdeable
public record AccountView(
        long id,
        long accountId,
        String username,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String phone,
        String fullName,
        String role,
        String memberRole,
        String uniqueCode,
        int points,
        int level,
        String country,
        List<String> audienceCountries,
        @Nullable Instant lastLogin) {

    public static AccountView of(UserRow user) {
        return new AccountView(
                user.id(),
                user.accountId(),
                user.username(),
                user.email(),
                user.emailVerified(),
                user.phone(),
                user.fullName(),
                user.role(),
                user.memberRole(),
                user.uniqueCode(),
                user.points(),
                user.level(),
                user.country(),
                user.audienceCountries(),
                user.lastLoginAt());
    }
}
