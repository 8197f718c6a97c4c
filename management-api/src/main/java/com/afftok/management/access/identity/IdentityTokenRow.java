package com.afftok.management.access.identity;

import com.afftok.management.access.oidc.IdClaims;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/// A token with which to register that was presented.
@Introspected
record IdentityTokenRow(
        String issuer,
        String subject,
        @Nullable String email,
        boolean emailVerified,
        boolean expired) {

    IdClaims claims() {
        return new IdClaims(issuer, subject, email, emailVerified, null);
    }

    /// The issuer alone.
    @Override
    public String toString() {
        return "IdentityTokenRow[" + issuer + "]";
    }
}
