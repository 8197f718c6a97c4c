package com.afftok.management.access.mailed;

import io.micronaut.core.annotation.Introspected;

/// A reset token that was presented.
///
/// @param verified whether the user proved to receive mail at the address
/// @param expired whether the token has expired
@Introspected
record PasswordResetRow(
        long userId,
        String username,
        String fullName,
        String email,
        boolean verified,
        String language,
        boolean expired) {}
