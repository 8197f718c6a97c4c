package com.afftok.management.access.admin;

import com.afftok.management.access.Role;
import com.afftok.shared.id.AdminId;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An administrator's row.
///
/// @param totpSecret sealed; empty if there is none
/// @param totpEnrolledAt since when the second factor is required
/// @param lastLoginAt null before the first sign-in
@Introspected
@SuppressWarnings("ArrayRecordComponent") // never compared
record AdminRow(
        long id,
        String email,
        String fullName,
        String passwordHash,
        String role,
        String status,
        byte[] totpSecret,
        @Nullable Instant totpEnrolledAt,
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

    boolean isEnrolled() {
        return totpEnrolledAt != null;
    }

    /// Omits the secrets.
    @Override
    public String toString() {
        return "AdminRow[" + id + "]";
    }
}
