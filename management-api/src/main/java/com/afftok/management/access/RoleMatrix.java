package com.afftok.management.access;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// The permissions of each role, and of each role in an account.
///
/// A member of an account has the permissions of the account's kind that the member's role has,
/// too. A permission that is new is the owner's alone until it is added to another role here.
public final class RoleMatrix {

    private static final Map<Role, Set<Permission>> MATRIX = new EnumMap<>(Role.class);

    private static final Set<Permission> VIEWS =
            EnumSet.of(
                    Permission.OWN_ACCOUNT,
                    Permission.OWN_PROFILE,
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
                    Permission.OWN_WEBHOOKS_VIEW,
                    Permission.OFFERS_VIEW,
                    Permission.NETWORKS_VIEW);

    private static final Map<MemberRole, Set<Permission>> OF_MEMBERS =
            Map.of(
                    MemberRole.OWNER,
                    EnumSet.allOf(Permission.class),
                    MemberRole.MANAGER,
                    viewsAnd(
                            Permission.OWN_SETTINGS,
                            Permission.OWN_KEYS,
                            Permission.OWN_OFFERS,
                            Permission.OWN_LINKS,
                            Permission.OWN_CONVERSIONS_DECIDE,
                            Permission.OWN_COMMISSION_RULES,
                            Permission.OWN_INTEGRATION,
                            Permission.OWN_WEBHOOKS),
                    MemberRole.FINANCE,
                    viewsAnd(
                            Permission.OWN_BILLING,
                            Permission.OWN_BONUSES,
                            Permission.OWN_PAYOUTS,
                            Permission.OWN_PAYOUT_DETAILS),
                    MemberRole.VIEWER,
                    VIEWS);

    static {
        grant(
                Role.PROMOTER,
                Permission.OWN_ACCOUNT,
                Permission.OWN_PROFILE,
                Permission.OWN_SETTINGS,
                Permission.OWN_MEMBERS_VIEW,
                Permission.OWN_MEMBERS,
                Permission.OWN_KEYS,
                Permission.OWN_LINKS_VIEW,
                Permission.OWN_LINKS,
                Permission.OWN_CLICKS,
                Permission.OWN_CONVERSIONS,
                Permission.OWN_COMMISSIONS,
                Permission.OWN_BALANCE,
                Permission.OWN_REFERRALS,
                Permission.OWN_PAYOUTS_VIEW,
                Permission.OWN_PAYOUTS,
                Permission.OWN_PAYOUT_DETAILS,
                Permission.OWN_REPORTS,
                Permission.OWN_WEBHOOKS_VIEW,
                Permission.OWN_WEBHOOKS,
                Permission.OFFERS_VIEW,
                Permission.NETWORKS_VIEW);
        grant(
                Role.ADVERTISER,
                Permission.OWN_ACCOUNT,
                Permission.OWN_PROFILE,
                Permission.OWN_SETTINGS,
                Permission.OWN_MEMBERS_VIEW,
                Permission.OWN_MEMBERS,
                Permission.OWN_KEYS,
                Permission.OWN_OFFERS_VIEW,
                Permission.OWN_OFFERS,
                Permission.OWN_CLICKS,
                Permission.OWN_CONVERSIONS,
                Permission.OWN_CONVERSIONS_DECIDE,
                Permission.OWN_COMMISSION_RULES_VIEW,
                Permission.OWN_COMMISSION_RULES,
                Permission.OWN_COMMISSIONS,
                Permission.OWN_BALANCE,
                Permission.OWN_CHARGES,
                Permission.OWN_BONUSES,
                Permission.OWN_INVOICES,
                Permission.OWN_BILLING,
                Permission.OWN_PAYOUT_DETAILS,
                Permission.OWN_REPORTS,
                Permission.OWN_INTEGRATION_VIEW,
                Permission.OWN_INTEGRATION,
                Permission.OWN_WEBHOOKS_VIEW,
                Permission.OWN_WEBHOOKS,
                Permission.OFFERS_VIEW,
                Permission.NETWORKS_VIEW);
        grant(Role.SUPER_ADMIN, everythingOfAdministrators());
        grant(
                Role.FINANCE_ADMIN,
                Permission.OWN_ACCOUNT,
                Permission.OWN_ADMIN_ACCOUNT,
                Permission.DASHBOARD,
                Permission.INVOICES,
                Permission.PAYOUTS,
                Permission.ANALYTICS_REVENUE,
                Permission.CONVERSIONS,
                Permission.CONVERSIONS_DECIDE,
                Permission.OFFERS_VIEW,
                Permission.CONTESTS_VIEW);
        grant(
                Role.TECH_ADMIN,
                Permission.OWN_ACCOUNT,
                Permission.OWN_ADMIN_ACCOUNT,
                Permission.DASHBOARD,
                Permission.MONITORING,
                Permission.LOGS,
                Permission.LOGS_VIEW,
                Permission.WEBHOOKS,
                Permission.FRAUD_DETECTION,
                Permission.GEO_RULES);
        grant(
                Role.ADVERTISER_MANAGER,
                Permission.OWN_ACCOUNT,
                Permission.OWN_ADMIN_ACCOUNT,
                Permission.DASHBOARD,
                Permission.OFFERS,
                Permission.OFFERS_VIEW,
                Permission.NETWORKS,
                Permission.NETWORKS_VIEW,
                Permission.TEAMS,
                Permission.TEAMS_VIEW,
                Permission.CONTESTS,
                Permission.CONTESTS_VIEW,
                Permission.BADGES,
                Permission.ANALYTICS_BASIC);
        grant(
                Role.PROMOTER_SUPPORT,
                Permission.OWN_ACCOUNT,
                Permission.OWN_ADMIN_ACCOUNT,
                Permission.DASHBOARD,
                Permission.USERS,
                Permission.TEAMS_VIEW,
                Permission.CONTESTS_VIEW);
        grant(
                Role.FRAUD_REVIEWER,
                Permission.OWN_ACCOUNT,
                Permission.OWN_ADMIN_ACCOUNT,
                Permission.FRAUD_DETECTION,
                Permission.GEO_RULES,
                Permission.LOGS_VIEW);
    }

    private RoleMatrix() {}

    static Set<Permission> permissions(Role role) {
        return MATRIX.getOrDefault(role, Set.of());
    }

    /// The permissions of a member of an account.
    ///
    /// @param kind of the account
    public static Set<Permission> permissions(Role kind, MemberRole role) {
        Set<Permission> both = EnumSet.copyOf(permissions(kind));
        both.retainAll(OF_MEMBERS.getOrDefault(role, Set.of()));
        return both;
    }

    /// Whether the role has any of the permissions.
    public static boolean allows(Role role, Set<Permission> anyOf) {
        return permissions(role).stream().anyMatch(anyOf::contains);
    }

    private static void grant(Role role, Permission... permissions) {
        Set<Permission> held = EnumSet.noneOf(Permission.class);
        held.addAll(Arrays.asList(permissions));
        MATRIX.put(role, held);
    }

    private static Set<Permission> viewsAnd(Permission... more) {
        Set<Permission> held = EnumSet.copyOf(VIEWS);
        held.addAll(Arrays.asList(more));
        return held;
    }

    private static Permission[] everythingOfAdministrators() {
        return Arrays.stream(Permission.values())
                .filter(permission ->
                        permission == Permission.OWN_ACCOUNT
                                || permission == Permission.OWN_ADMIN_ACCOUNT
                                || !permission.isAboutOwnThings())
                .toArray(Permission[]::new);
    }
}
