package com.afftok.management.access.password;

import com.afftok.management.platform.request.Fields;
import com.afftok.shared.password.PasswordRule;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// The body of a change that asks for the caller's password alone.
///
/// @param currentPassword null if the session has a fresh proof
@Serdeable
public record CurrentPassword(@Nullable String currentPassword) {

    public CurrentPassword {
        Fields fields = new Fields();
        currentPassword = parseOrNull(fields, currentPassword);
        fields.end();
    }

    /// Parses the member of any body that has it.
    public static @Nullable String parseOrNull(Fields fields, @Nullable String value) {
        return fields.secretOrNull("current_password", value, PasswordRule.MAX_LENGTH);
    }

    /// Omits the password.
    @Override
    public String toString() {
        return "CurrentPassword[]";
    }
}
