package com.afftok.management.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A scope of an API key: a set of permissions.
///
/// A key has those permissions of its owner that one of its scopes has, too. A permission that is
/// new is in no scope until it is added here. No scope has a permission about the user, its
/// sessions and payout details, or to change members, the account, keys or webhooks.
public enum KeyScope {
    /// Everything that members see of the account, except payout details.
    READ(
            Permission.OFFERS_VIEW,
            Permission.NETWORKS_VIEW,
            Permission.OWN_MEMBERS_VIEW,
            Permission.OWN_OFFERS_VIEW,
            Permission.OWN_LINKS_VIEW,
            Permission.OWN_CLICKS,
            Permission.OWN_CONVERSIONS,
            Permission.OWN_COMMISSION_RULES_VIEW,
            Permission.OWN_COMMISSIONS,
            Permission.OWN_BALANCE,
            Permission.OWN_CHARGES,
            Permission.OWN_REFERRALS,
            Permission.OWN_INVOICES,
            Permission.OWN_PAYOUTS_VIEW,
            Permission.OWN_REPORTS,
            Permission.OWN_INTEGRATION_VIEW,
            Permission.OWN_WEBHOOKS_VIEW),
    /// To join offers, and to make and change links.
    LINKS(Permission.OWN_LINKS, Permission.OWN_LINKS_VIEW, Permission.OFFERS_VIEW),
    /// To make and revoke postback secrets, and to replay postbacks.
    POSTBACK_SECRETS(Permission.OWN_INTEGRATION, Permission.OWN_INTEGRATION_VIEW),
    /// To see reports, clicks and conversions.
    REPORTS(Permission.OWN_REPORTS, Permission.OWN_CLICKS, Permission.OWN_CONVERSIONS);

    /// Their names in the API and the database.
    public static final Set<String> LABELS =
            Arrays.stream(values()).map(KeyScope::label).collect(Collectors.toUnmodifiableSet());

    private final Permission purpose;

    @SuppressWarnings("ImmutableEnumChecker") // never changed
    private final Set<Permission> permissions;

    /// @param purpose without which the scope is of no use
    KeyScope(Permission purpose, Permission... more) {
        this.purpose = purpose;
        this.permissions = EnumSet.of(purpose, more);
    }

    /// The scope by its name in the API and the database.
    public static KeyScope of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a key with this scope can do anything for a caller.
    public boolean isUseful(Caller caller) {
        return caller.may(purpose);
    }

    boolean has(Permission permission) {
        return permissions.contains(permission);
    }
}
