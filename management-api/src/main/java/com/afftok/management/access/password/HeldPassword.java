package com.afftok.management.access.password;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/// The address and the password of a caller, as far as there are any.
@Introspected
record HeldPassword(@Nullable String email, @Nullable String passwordHash) {

    /// Omits both.
    @Override
    public String toString() {
        return "HeldPassword[]";
    }
}
