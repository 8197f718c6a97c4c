package com.afftok.management.access.admin;

import com.afftok.management.access.auth.KeptSession;
import com.afftok.management.access.factor.GivenCode;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.password.PasswordRule;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// Requests of administrators about sign-in and second factor.
final class AdminRequests {

    private static final int MAX_EMAIL = 254;

    private AdminRequests() {}

    /// Email and password, and a code once a second factor is enrolled.
    @Serdeable
    record SignIn(String email, String password, @Nullable String code, @Nullable String session) {

        SignIn {
            Fields fields = new Fields();
            email = fields.text("email", email, 1, MAX_EMAIL);
            password = fields.secret("password", password, PasswordRule.MAX_LENGTH);
            code = GivenCode.parseOrNull(fields, "code", code);
            KeptSession.check(fields, session, null);
            fields.end();
        }

        SessionKind kind() {
            return KeptSession.kind(session, null);
        }

        /// Omits all of it.
        @Override
        public String toString() {
            return "SignIn[]";
        }
    }

    /// Confirms the password before a change of the account's security.
    @Serdeable
    record Password(String password) {

        Password {
            Fields fields = new Fields();
            password = fields.secret("password", password, PasswordRule.MAX_LENGTH);
            fields.end();
        }

        /// Omits it.
        @Override
        public String toString() {
            return "Password[]";
        }
    }
}
