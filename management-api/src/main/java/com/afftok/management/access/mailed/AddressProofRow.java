package com.afftok.management.access.mailed;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/// What a token proves.
///
/// @param email the address that it was sent to
/// @param former the user's address at present; null if there is none
/// @param active whether the user may sign in
@Introspected
record AddressProofRow(
        long userId,
        String email,
        @Nullable String former,
        String language,
        boolean expired,
        boolean active) {}
