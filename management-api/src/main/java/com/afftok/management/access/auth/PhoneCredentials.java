package com.afftok.management.access.auth;

import com.afftok.management.access.factor.GivenCode;
import com.afftok.management.access.phone.CodeProof;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.platform.request.Fields;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// A code that was sent to a phone.
///
/// @param mfaCode of the second factor, or a recovery code; null if there is none
/// @param session as in [Credentials]
/// @param remember the same
@Serdeable
record PhoneCredentials(
        String requestId,
        String code,
        @Nullable String mfaCode,
        @Nullable String session,
        @Nullable Boolean remember) {

    PhoneCredentials {
        Fields fields = new Fields();
        CodeProof.check(fields, requestId, code);
        mfaCode = GivenCode.parseOrNull(fields, "mfa_code", mfaCode);
        KeptSession.check(fields, session, remember);
        fields.end();
    }

    CodeProof proof() {
        return new CodeProof(requestId, code);
    }

    SessionKind kind() {
        return KeptSession.kind(session, remember);
    }

    /// Omits the codes.
    @Override
    public String toString() {
        return "PhoneCredentials[]";
    }
}
