package com.afftok.management.access.auth;

import java.util.Locale;

/// Why a session was ended before its time.
public enum Ending {
    LOGOUT,
    TOKEN_REUSE,
    PASSWORD_CHANGED,
    DISABLED,
    ROLE_CHANGED;

    /// The word for it in the database.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
