package com.afftok.management.party.user;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// An account that a user may act for.
///
/// @param role the user's
@Introspected
@Serdeable
public record MembershipRow(
        long id,
        String kind,
        @Nullable String name,
        String uniqueCode,
        String status,
        String role) {

    public boolean isActive() {
        return status.equals("active");
    }
}
