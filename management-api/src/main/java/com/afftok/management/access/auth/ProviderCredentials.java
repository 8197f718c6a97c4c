package com.afftok.management.access.auth;

import com.afftok.management.access.identity.IdentityProof;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.platform.request.Fields;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// What a browser brings back from a provider.
///
/// @param iss the issuer, if the provider names it
/// @param session as in [Credentials]
/// @param remember the same
@Serdeable
record ProviderCredentials(
        String requestToken,
        String state,
        String code,
        @Nullable String iss,
        @Nullable String session,
        @Nullable Boolean remember) {

    ProviderCredentials {
        Fields fields = new Fields();
        IdentityProof.check(fields, requestToken, state, code, iss);
        KeptSession.check(fields, session, remember);
        fields.end();
    }

    IdentityProof proof() {
        return new IdentityProof(requestToken, state, code, iss);
    }

    SessionKind kind() {
        return KeptSession.kind(session, remember);
    }

    /// Omits all.
    @Override
    public String toString() {
        return "ProviderCredentials[]";
    }
}
