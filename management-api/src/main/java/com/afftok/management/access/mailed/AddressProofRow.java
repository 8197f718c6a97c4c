package com.afftok.management.access.mailed;

import io.micronaut.core.annotation.Introspected;

/// What a token proves.
///
/// @param email the address that it was sent to
/// @param former the user's address at present
/// @param active whether the user may sign in
@Introspected
record AddressProofRow(
        long userId,
        String email,
        String former,
        String language,
        boolean expired,
        boolean active) {}
