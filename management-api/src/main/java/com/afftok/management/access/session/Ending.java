package com.afftok.management.access.session;

import java.util.Locale;

/// Why a session was ended early.
public enum Ending {
    LOGOUT,
    TOKEN_REUSE,
    PASSWORD_CHANGED,
    /// A second factor was enrolled, or removed by the support.
    SECOND_FACTOR_CHANGED,
    DISABLED,
    ROLE_CHANGED,
    /// Newer ones took its place.
    TOO_MANY,
    /// The user switched to another account, which has a session of its own.
    SWITCHED,
    /// The user is no member of the account any more.
    MEMBER_REMOVED,
    ENDED_BY_ADMIN;

    /// The name in the database.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
