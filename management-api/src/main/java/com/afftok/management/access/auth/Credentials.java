package com.afftok.management.access.auth;

import com.afftok.management.platform.answer.Fields;
import io.micronaut.serde.annotation.Serdeable;

/// Credentials of a sign-in. Values that no account can have are not looked up.
@Serdeable
record Credentials(String email, String password) {

    private static final int MAX_EMAIL = 254;

    Credentials {
        Fields fields = new Fields();
        email = fields.text("email", email, 1, MAX_EMAIL);
        password = fields.secret("password", password, Passwords.MAX_LENGTH);
        fields.end();
    }

    /// Omits the password.
    @Override
    public String toString() {
        return "Credentials[]";
    }
}
