package com.afftok.management.access;

import java.util.Locale;

/// What somebody is on the platform: a user of one of two kinds, or an administrator of one of six.
public enum Role {
    PROMOTER(Caller.Promoter.class),
    ADVERTISER(Caller.Advertiser.class),
    SUPER_ADMIN(Caller.Admin.class),
    FINANCE_ADMIN(Caller.Admin.class),
    TECH_ADMIN(Caller.Admin.class),
    ADVERTISER_MANAGER(Caller.Admin.class),
    PROMOTER_SUPPORT(Caller.Admin.class),
    FRAUD_REVIEWER(Caller.Admin.class);

    private final Class<? extends Caller> caller;

    Role(Class<? extends Caller> caller) {
        this.caller = caller;
    }

    /// The role that database and clients know by this name.
    public static Role of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isAdmin() {
        return caller == Caller.Admin.class;
    }

    /// What a caller with this role is.
    Class<? extends Caller> caller() {
        return caller;
    }
}
