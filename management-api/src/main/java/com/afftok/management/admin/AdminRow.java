package com.afftok.management.admin;

import com.afftok.shared.id.AdminId;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An administrator as the database has it.
///
/// @param totpSecret sealed; empty if there is none
/// @param totpEnrolledAt since when the second factor is asked for
@Introspected
@SuppressWarnings("ArrayRecordComponent") // nobody compares administrators
record AdminRow(
        long id,
        String email,
        String fullName,
        String passwordHash,
        String role,
        String status,
        byte[] totpSecret,
        @Nullable Instant totpEnrolledAt) {

    AdminId adminId() {
        return new AdminId(id);
    }

    boolean isActive() {
        return status.equals("active");
    }

    boolean isEnrolled() {
        return totpEnrolledAt != null;
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "AdminRow[" + id + "]";
    }
}
