package com.afftok.management.access.password;

import com.afftok.management.platform.request.Fields;
import com.afftok.shared.password.PasswordRule;
import io.micronaut.serde.annotation.Serdeable;

/// The present password and the new one.
@Serdeable
public record PasswordChange(String currentPassword, String newPassword) {

    public PasswordChange {
        Fields fields = new Fields();
        currentPassword =
                fields.secret("current_password", currentPassword, PasswordRule.MAX_LENGTH);
        newPassword = Passwords.parse(fields, "new_password", newPassword);
        fields.end();
    }

    /// Omits both.
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
