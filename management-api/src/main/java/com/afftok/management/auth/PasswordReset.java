package com.afftok.management.auth;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A token that replaces a password, and the password that is to be.
@Serdeable
record PasswordReset(@Nullable String token, @Nullable String password) {

    private static final int MAX_LENGTH = 200;

    List<Failure.Detail> problems() {
        Checks checks = new Checks().secret("token", token, MAX_LENGTH);
        return Passwords.check(checks, "password", password).problems();
    }

    /// Without either.
    @Override
    public String toString() {
        return "PasswordReset[]";
    }
}
