package com.afftok.management.access.factor;

import com.afftok.management.access.Caller;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;
import com.afftok.shared.secret.SecretPlace;
import org.jspecify.annotations.Nullable;

/// The user or the administrator that a second factor belongs to.
public sealed interface FactorOwner {

    record User(UserId id) implements FactorOwner {}

    record Admin(AdminId id) implements FactorOwner {}

    static FactorOwner of(Caller caller) {
        return switch (caller) {
            case Caller.User user -> new User(user.user());
            case Caller.Admin admin -> new Admin(admin.id());
        };
    }

    /// The column of users; null for an administrator.
    default @Nullable Long userId() {
        return this instanceof User(UserId id) ? (Long) id.value() : null;
    }

    /// The column of administrators; null for a user.
    default @Nullable Long adminId() {
        return this instanceof Admin(AdminId id) ? (Long) id.value() : null;
    }

    /// The key under which wrong codes are counted, on all addresses together.
    default String attempts() {
        AuditedObject owner = audited();
        return "second factor " + owner.type() + " " + owner.id();
    }

    default AuditedObject audited() {
        return switch (this) {
            case User(UserId id) -> AuditedObject.of(id);
            case Admin(AdminId id) -> AuditedObject.of(id);
        };
    }

    /// Where the app's secret is sealed to.
    default SecretPlace place() {
        return switch (this) {
            case User(UserId id) -> new SecretPlace("users", id.value(), "totp");
            case Admin(AdminId id) -> new SecretPlace("admin_users", id.value(), "totp");
        };
    }
}
