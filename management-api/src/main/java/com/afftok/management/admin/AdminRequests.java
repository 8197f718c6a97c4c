package com.afftok.management.admin;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure;
import com.afftok.management.auth.Passwords;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What administrators send to sign in and to look after their second factor.
final class AdminRequests {

    private static final int MAX_EMAIL = 254;
    private static final int MAX_CODE = 40;

    private AdminRequests() {}

    /// An administrator's email and password, and a code once a second factor is enrolled.
    @Serdeable
    record SignIn(@Nullable String email, @Nullable String password, @Nullable String code) {

        List<Failure.Detail> problems() {
            Checks checks =
                    new Checks()
                            .text("email", email, 1, MAX_EMAIL)
                            .secret("password", password, Passwords.MAX_LENGTH);
            return (code == null ? checks : checks.text("code", code, 1, MAX_CODE)).problems();
        }

        /// Without any of it.
        @Override
        public String toString() {
            return "SignIn[]";
        }
    }

    /// The password once more, before something is changed that guards the account.
    @Serdeable
    record Password(@Nullable String password) {

        List<Failure.Detail> problems() {
            return new Checks().secret("password", password, Passwords.MAX_LENGTH).problems();
        }

        /// Without it.
        @Override
        public String toString() {
            return "Password[]";
        }
    }

    /// A code of the app, or a recovery code.
    @Serdeable
    record Code(@Nullable String code) {

        List<Failure.Detail> problems() {
            return new Checks().text("code", code, 1, MAX_CODE).problems();
        }

        /// Without it.
        @Override
        public String toString() {
            return "Code[]";
        }
    }
}
