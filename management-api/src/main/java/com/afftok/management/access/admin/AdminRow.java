package com.afftok.management.access.admin;

import com.afftok.management.access.Role;
import com.afftok.shared.id.AdminId;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An administrator's row.
///
/// @param passwordIsTemporary whether somebody else has seen it
/// @param enrolled whether a second factor is active
/// @param mfaDueAt from when on one is required, if the platform requires them; null for at once
/// @param lastLoginAt null before the first sign-in
@Introspected
record AdminRow(
        long id,
        String email,
        String fullName,
        String passwordHash,
        boolean passwordIsTemporary,
        String role,
        String status,
        boolean enrolled,
        @Nullable Instant mfaDueAt,
        int version,
        Instant createdAt,
        @Nullable Instant lastLoginAt) {

    AdminId adminId() {
        return new AdminId(id);
    }

    boolean is(AdminId other) {
        return id == other.value();
    }

    boolean isActive() {
        return status.equals("active");
    }

    boolean isActiveSuperAdmin() {
        return isActive() && role.equals(Role.SUPER_ADMIN.label());
    }

    /// Omits the hash.
    @Override
    public String toString() {
        return "AdminRow[" + id + "]";
    }
}
