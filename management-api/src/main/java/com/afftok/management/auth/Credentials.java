package com.afftok.management.auth;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody sends to sign in. What cannot be an account's is not looked for.
@Serdeable
record Credentials(@Nullable String email, @Nullable String password) {

    private static final int MAX_EMAIL = 254;

    List<Failure.Detail> problems() {
        return new Checks()
                .text("email", email, 1, MAX_EMAIL)
                .secret("password", password, Passwords.MAX_LENGTH)
                .problems();
    }

    /// Without the password.
    @Override
    public String toString() {
        return "Credentials[]";
    }
}
