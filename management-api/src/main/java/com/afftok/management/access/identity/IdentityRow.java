package com.afftok.management.access.identity;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account at a provider, which signs a user in.
///
/// @param email that the provider reported when it was linked
@Introspected
public record IdentityRow(
        long id,
        long userId,
        String issuer,
        @Nullable String email,
        Instant createdAt,
        Instant lastUsedAt) {

    /// Omits the address.
    @Override
    public String toString() {
        return "IdentityRow[" + id + "]";
    }
}
