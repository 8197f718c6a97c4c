package com.afftok.management.access;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// The permissions of each role.
public final class RoleMatrix {

    private static final Map<Role, Set<Permission>> MATRIX = new EnumMap<>(Role.class);

    static {
        grant(
                Role.PROMOTER,
                Permission.OWN_ACCOUNT,
                Permission.OWN_PROFILE,
                Permission.OWN_LINKS,
                Permission.OWN_CLICKS,
                Permission.OWN_CONVERSIONS,
                Permission.OWN_COMMISSIONS,
                Permission.OWN_BALANCE,
                Permission.OWN_PAYOUTS,
                Permission.OWN_REPORTS,
                Permission.OWN_WEBHOOKS,
                Permission.OFFERS_VIEW,
                Permission.NETWORKS_VIEW);
        grant(
                Role.ADVERTISER,
                Permission.OWN_ACCOUNT,
                Permission.OWN_PROFILE,
                Permission.OWN_OFFERS,
                Permission.OWN_CLICKS,
                Permission.OWN_CONVERSIONS,
                Permission.OWN_CONVERSIONS_DECIDE,
                Permission.OWN_COMMISSION_RULES,
                Permission.OWN_COMMISSIONS,
                Permission.OWN_BALANCE,
                Permission.OWN_REPORTS,
                Permission.OWN_INTEGRATION,
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

    /// Whether the role has any of the permissions.
    public static boolean allows(Role role, Set<Permission> anyOf) {
        return permissions(role).stream().anyMatch(anyOf::contains);
    }

    private static void grant(Role role, Permission... permissions) {
        Set<Permission> held = EnumSet.noneOf(Permission.class);
        held.addAll(Arrays.asList(permissions));
        MATRIX.put(role, held);
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
