package com.afftok.management.user;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// An account as its owner sees it.
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
        List<String> audienceCountries) {

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
                user.audienceCountries());
    }
}
