package com.afftok.management.access.auth;

import com.afftok.management.access.factor.GivenCode;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.password.PasswordRule;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// Credentials of a sign-in. Values that no account can have are not looked up.
///
/// @param code of the second factor, or a recovery code; null if there is none
/// @param session `cookie` keeps the refresh token in a cookie; null or `tokens` answers it
/// @param remember whether the cookie outlives the browser
@Serdeable
record Credentials(
        String email,
        String password,
        @Nullable String code,
        @Nullable String session,
        @Nullable Boolean remember) {

    private static final int MAX_EMAIL = 254;

    Credentials {
        Fields fields = new Fields();
        email = fields.text("email", email, 1, MAX_EMAIL);
        password = fields.secret("password", password, PasswordRule.MAX_LENGTH);
        code = GivenCode.parseOrNull(fields, "code", code);
        KeptSession.check(fields, session, remember);
        fields.end();
    }

    SessionKind kind() {
        return KeptSession.kind(session, remember);
    }

    /// Omits password and code.
    @Override
    public String toString() {
        return "Credentials[]";
    }
}
