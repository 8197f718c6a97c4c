package com.afftok.management.access.mailed;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/// A mail that somebody asked for.
///
/// @param userId who wants to have the address; null for other kinds
/// @param userVersion that of the user when the mail was requested
@Introspected
record MailRequestRow(
        long id,
        String email,
        String kind,
        @Nullable Long userId,
        @Nullable Integer userVersion,
        String language) {}
