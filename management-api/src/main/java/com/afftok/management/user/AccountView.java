package com.afftok.management.user;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account as its owner sees it.
///
/// @param lastLogin the time of the last sign-in; in the answer to a sign-in, of the one before
@Serdeable
public record AccountView(
        long id,
        String username,
        String email,
        String fullName,
        String role,
        String uniqueCode,
        int points,
        int level,
        String country,
        List<String> audienceCountries,
        @Nullable Instant lastLogin) {

    public static AccountView of(UserRow user) {
        return new AccountView(
                user.id(),
                user.username(),
                user.email(),
                user.fullName(),
                user.role(),
                user.uniqueCode(),
                user.points(),
                user.level(),
                user.country(),
                user.audienceCountries(),
                user.lastLoginAt());
    }
}
