package com.afftok.management.access.session;

import java.util.Locale;

/// Why a session was ended early.
public enum Ending {
    LOGOUT,
    TOKEN_REUSE,
    PASSWORD_CHANGED,
    DISABLED,
    ROLE_CHANGED,
    /// Newer ones took its place.
    TOO_MANY;

    /// The name in the database.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
