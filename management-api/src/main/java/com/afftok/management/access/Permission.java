package com.afftok.management.access;

import java.util.Locale;

/// Permissions that endpoints require.
///
/// `OWN_` permissions concern the rows of the caller's account, which every statement behind such
/// an endpoint checks. All others concern the rows of all accounts and are for administrators,
/// except `…_VIEW` permissions for what all users may see. A role with a permission to change also
/// has the one to view. What a user may do depends on the kind of the account and on the role in
/// it.
public enum Permission {
    /// To sign out, and to see and end one's sessions.
    OWN_ACCOUNT,
    /// An administrator's password and second factor.
    OWN_ADMIN_ACCOUNT,
    /// A user's name, address and password, and to leave an account.
    OWN_PROFILE,
    /// To change the account's name and countries.
    OWN_SETTINGS,
    OWN_MEMBERS_VIEW,
    /// To invite, change and remove members.
    OWN_MEMBERS,
    /// To see, make and revoke API keys.
    OWN_KEYS,
    OWN_OFFERS_VIEW,
    OWN_OFFERS,
    OWN_LINKS_VIEW,
    /// To join offers, and to make and change links.
    OWN_LINKS,
    /// To see clicks.
    OWN_CLICKS,
    /// To see conversions.
    OWN_CONVERSIONS,
    /// To approve, reject and reverse conversions of one's own offers.
    OWN_CONVERSIONS_DECIDE,
    OWN_COMMISSION_RULES_VIEW,
    OWN_COMMISSION_RULES,
    /// To see commissions, and to simulate them.
    OWN_COMMISSIONS,
    /// To see balance and ledger.
    OWN_BALANCE,
    /// To see the terms and the debt of an advertiser.
    OWN_CHARGES,
    /// To give promoters bonuses.
    OWN_BONUSES,
    /// To see one's recruits and what they earn.
    OWN_REFERRALS,
    /// To see an advertiser's invoices and how they name it.
    OWN_INVOICES,
    /// To change how invoices name the advertiser.
    OWN_BILLING,
    OWN_PAYOUTS_VIEW,
    OWN_PAYOUTS,
    /// To see and change where payouts go.
    OWN_PAYOUT_DETAILS,
    /// To see reports and the account's dashboard.
    OWN_REPORTS,
    OWN_INTEGRATION_VIEW,
    /// Postback secrets, replays of received postbacks, test mode.
    OWN_INTEGRATION,
    OWN_WEBHOOKS_VIEW,
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
    /// To approve, reject and reverse conversions of all advertisers.
    CONVERSIONS_DECIDE,
    SETTINGS,
    ADMIN_USERS,
    AUDIT_LOGS;

    /// The name in the API.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isAboutOwnThings() {
        return name().startsWith("OWN_");
    }
}
