package com.afftok.management.trust.audit;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;

/// The object of a change, such as `offer` and `7`.
public record AuditedObject(String type, String id) {

    public static AuditedObject of(String type, long id) {
        return new AuditedObject(type, Long.toString(id));
    }

    public static AuditedObject of(AdminId admin) {
        return of("admin", admin.value());
    }

    public static AuditedObject of(AccountId account) {
        return of("account", account.value());
    }

    public static AuditedObject of(UserId user) {
        return of("user", user.value());
    }
}
