package com.afftok.management.access.auth;

import com.afftok.management.platform.answer.Fields;
import io.micronaut.serde.annotation.Serdeable;

/// A token that replaces a password, and the password that is to be.
@Serdeable
record PasswordReset(String token, String password) {

    private static final int MAX_LENGTH = 200;

    PasswordReset {
        Fields fields = new Fields();
        token = fields.secret("token", token, MAX_LENGTH);
        password = Passwords.parse(fields, "password", password);
        fields.end();
    }

    /// Without either.
    @Override
    public String toString() {
        return "PasswordReset[]";
    }
}
