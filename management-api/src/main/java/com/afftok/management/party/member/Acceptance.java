package com.afftok.management.party.member;

import com.afftok.management.access.auth.KeptSession;
import com.afftok.management.access.factor.GivenCode;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.party.user.Username;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.password.PasswordRule;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// The acceptance of an invitation: with the token alone by a signed-in user, with the password by
/// another one (and a code if the user has a second factor), or with all other fields for an
/// address that has no user.
///
/// @param session how the client keeps the session, if the caller has none
/// @param remember whether the cookie outlives the browser
@Serdeable
record Acceptance(
        String token,
        @Nullable String username,
        @Nullable String password,
        @Nullable String fullName,
        @Nullable String code,
        @Nullable String session,
        @Nullable Boolean remember) {

    private static final int MAX_TOKEN = 200;
    private static final int MAX_NAME = 200;

    Acceptance {
        Fields fields = new Fields();
        token = fields.secret("token", token, MAX_TOKEN);
        username = Username.parseOrNull(fields, "username", username);
        password = fields.secretOrNull("password", password, PasswordRule.MAX_LENGTH);
        fullName = fields.nameOrNull("full_name", fullName, MAX_NAME);
        code = GivenCode.parseOrNull(fields, "code", code);
        KeptSession.check(fields, session, remember);
        fields.end();
    }

    SessionKind kind() {
        return KeptSession.kind(session, remember);
    }

    boolean isRegistration() {
        return username != null || fullName != null;
    }

    /// The fields of a user to be registered, and the rules of new passwords.
    record NewUser(String username, String password, String fullName) {

        static NewUser of(Acceptance wanted) {
            Fields fields = new Fields();
            String username = fields.present("username", wanted.username());
            String password = Passwords.parse(fields, "password", wanted.password());
            String fullName = fields.present("full_name", wanted.fullName());
            fields.end();
            return new NewUser(username, password, fullName);
        }

        /// Omits the password.
        @Override
        public String toString() {
            return "NewUser[" + username + "]";
        }
    }

    /// The password of a user who is not signed in.
    String proof() {
        return Fields.required("password", password);
    }

    /// Omits token, password and code.
    @Override
    public String toString() {
        return "Acceptance[]";
    }
}
