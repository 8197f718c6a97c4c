package com.afftok.management.auth;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The password that somebody has, and the one that they want.
@Serdeable
public record PasswordChange(@Nullable String currentPassword, @Nullable String newPassword) {

    public List<Failure.Detail> problems() {
        Checks checks =
                new Checks().secret("current_password", currentPassword, Passwords.MAX_LENGTH);
        return Passwords.check(checks, "new_password", newPassword).problems();
    }

    /// Without either.
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
