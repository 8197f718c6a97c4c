package com.afftok.management.access.password;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.password.PasswordRule;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Objects;

/// The present password and the new one.
@Serdeable
public record PasswordChange(String currentPassword, String newPassword) {

    public PasswordChange {
        Fields fields = new Fields();
        currentPassword =
                fields.secret("current_password", currentPassword, PasswordRule.MAX_LENGTH);
        newPassword = Passwords.parse(fields, "new_password", newPassword);
        fields.check(
                !Objects.equals(newPassword, currentPassword),
                "new_password",
                Problem.SAME_PASSWORD);
        fields.end();
    }

    /// Omits both.
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
