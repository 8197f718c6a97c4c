package com.afftok.management.access.auth;

import io.micronaut.core.annotation.Introspected;

/// A token that replaces a user's password, as it is found when somebody brings it.
///
/// @param expired whether the token has run out
@Introspected
record PasswordResetRow(long userId, String email, boolean expired) {}
