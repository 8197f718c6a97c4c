package com.afftok.management.access;

import java.util.Locale;

/// A role: one of two kinds of users, or one of six kinds of administrators.
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

    /// The role by its name in the API and the database.
    public static Role of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isAdmin() {
        return caller == Caller.Admin.class;
    }

    /// The type of callers with this role.
    public Class<? extends Caller> caller() {
        return caller;
    }
}
