package com.afftok.management.access.auth;

import com.afftok.management.platform.answer.Fields;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// The address that a user wants to have.
@Serdeable
record AddressChange(String email, @Nullable String currentPassword) {

    AddressChange {
        Fields fields = new Fields();
        email = fields.email("email", email);
        currentPassword =
                fields.secretOrNull("current_password", currentPassword, Passwords.MAX_LENGTH);
        fields.end();
    }

    /// Without the password.
    @Override
    public String toString() {
        return "AddressChange[]";
    }
}
