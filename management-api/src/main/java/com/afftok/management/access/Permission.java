package com.afftok.management.access;

/// Permissions that endpoints require.
///
/// `OWN_` permissions concern the rows of the caller's account, which every statement behind such
/// an endpoint checks. All others concern the rows of all accounts and are for administrators,
/// except `…_VIEW` permissions for what all users may see. A role with a permission to change also
/// has the one to view.
public enum Permission {
    /// To sign out.
    OWN_ACCOUNT,
    /// An administrator's password and second factor.
    OWN_ADMIN_ACCOUNT,
    /// A user's profile and password.
    OWN_PROFILE,
    OWN_OFFERS,
    /// To join offers, and to have links.
    OWN_LINKS,
    OWN_CLICKS,
    OWN_CONVERSIONS,
    /// To approve, reject and reverse conversions of one's own offers.
    OWN_CONVERSIONS_DECIDE,
    OWN_COMMISSION_RULES,
    /// To see commissions, and to simulate them.
    OWN_COMMISSIONS,
    /// To see balance and ledger.
    OWN_BALANCE,
    OWN_PAYOUTS,
    /// To see reports and one's dashboard.
    OWN_REPORTS,
    /// Postback secrets, received postbacks, test mode.
    OWN_INTEGRATION,
    OWN_WEBHOOKS,

    OFFERS_VIEW,
    NETWORKS_VIEW,

    DASHBOARD,
    USERS,
    OFFERS,
    NETWORKS,
    TEAMS_VIEW,
    TEAMS,
    CONTESTS_VIEW,
    CONTESTS,
    BADGES,
    INVOICES,
    PAYOUTS,
    ANALYTICS_BASIC,
    ANALYTICS_REVENUE,
    MONITORING,
    LOGS_VIEW,
    LOGS,
    WEBHOOKS,
    FRAUD_DETECTION,
    GEO_RULES,

    CONVERSIONS,
    COMMISSION_RULES,
    SETTINGS,
    ADMIN_USERS,
    AUDIT_LOGS;

    boolean isAboutOwnThings() {
        return name().startsWith("OWN_");
    }
}
