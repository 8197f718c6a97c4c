package com.afftok.management.access.auth;

import com.afftok.management.access.factor.GivenCode;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.platform.request.Fields;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// The second factor of a user who has signed in at a provider.
///
/// @param oidcToken that the sign-in answered
/// @param mfaCode of the app, or a recovery code
/// @param session as in [Credentials]
/// @param remember the same
@Serdeable
record ProviderSecondStep(
        String oidcToken, String mfaCode, @Nullable String session, @Nullable Boolean remember) {

    private static final int LONGEST_TOKEN = 200;

    ProviderSecondStep {
        Fields fields = new Fields();
        oidcToken = fields.secret("oidc_token", oidcToken, LONGEST_TOKEN);
        mfaCode = fields.present("mfa_code", GivenCode.parseOrNull(fields, "mfa_code", mfaCode));
        KeptSession.check(fields, session, remember);
        fields.end();
    }

    SessionKind kind() {
        return KeptSession.kind(session, remember);
    }

    /// Omits all.
    @Override
    public String toString() {
        return "ProviderSecondStep[]";
    }
}
