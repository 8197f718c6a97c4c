package com.afftok.management.access.auth;

import com.afftok.management.platform.answer.Fields;
import io.micronaut.serde.annotation.Serdeable;

/// A reset token and the new password.
@Serdeable
record PasswordReset(String token, String password) {

    private static final int MAX_LENGTH = 200;

    PasswordReset {
        Fields fields = new Fields();
        token = fields.secret("token", token, MAX_LENGTH);
        password = Passwords.parse(fields, "password", password);
        fields.end();
    }

    /// Omits both.
    @Override
    public String toString() {
        return "PasswordReset[]";
    }
}
