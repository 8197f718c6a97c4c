package com.afftok.management.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The role of a user in an account. It narrows what the kind of the account permits, see
/// [RoleMatrix].
public enum MemberRole {
    /// Everything, members included. An account always has one.
    OWNER,
    /// The daily work: no members, no payouts, no payout details.
    MANAGER,
    /// Reads everything, and changes payouts and payout details.
    FINANCE,
    /// Reads everything, except what only those see who may change it.
    VIEWER;

    /// Their names in the API and the database.
    public static final Set<String> LABELS =
            Arrays.stream(values()).map(MemberRole::label).collect(Collectors.toUnmodifiableSet());

    /// The role by its name in the API and the database.
    public static MemberRole of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
