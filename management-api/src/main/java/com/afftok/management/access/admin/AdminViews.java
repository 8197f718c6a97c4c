package com.afftok.management.access.admin;

import com.afftok.management.access.session.Tokens;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answers about administrators.
final class AdminViews {

    private AdminViews() {}

    /// An administrator's own account.
    ///
    /// @param mfaDueAt until when the administrator may act without a second factor; null if there
    ///   is no such time, or one is enrolled
    /// @param passwordDue whether the password must be changed before anything else
    /// @param lastLogin the last sign-in; in the answer to a sign-in, the one before
    @Serdeable
    record Account(
            long id,
            String email,
            String fullName,
            String role,
            boolean mfaEnrolled,
            @Nullable Instant mfaDueAt,
            boolean passwordDue,
            @Nullable Instant lastLogin) {

        static Account of(AdminRow admin) {
            return new Account(
                    admin.id(),
                    admin.email(),
                    admin.fullName(),
                    admin.role(),
                    admin.enrolled(),
                    admin.enrolled() ? null : admin.mfaDueAt(),
                    admin.passwordIsTemporary(),
                    admin.lastLoginAt());
        }
    }

    /// An administrator as other administrators see it.
    @Serdeable
    record Administrator(
            long id,
            String email,
            String fullName,
            String role,
            String status,
            boolean mfaEnrolled,
            int version,
            Instant createdAt,
            @Nullable Instant lastLogin) {

        static Administrator of(AdminRow admin) {
            return new Administrator(
                    admin.id(),
                    admin.email(),
                    admin.fullName(),
                    admin.role(),
                    admin.status(),
                    admin.enrolled(),
                    admin.version(),
                    admin.createdAt(),
                    admin.lastLoginAt());
        }
    }

    @Serdeable
    record Administrators(List<Administrator> admins, @Nullable String nextCursor) {}

    /// An administrator with a new password, which is shown once.
    @Serdeable
    record WithPassword(Administrator admin, String password) {

        /// Omits the password.
        @Override
        public String toString() {
            return "WithPassword[" + admin.id() + "]";
        }
    }

    /// @param refreshToken null if it is in a cookie
    @Serdeable
    record SignedIn(Account admin, String token, @Nullable String refreshToken, Instant expiresAt) {

        static SignedIn of(AdminRow admin, Tokens.View tokens) {
            return new SignedIn(
                    Account.of(admin), tokens.token(), tokens.refreshToken(), tokens.expiresAt());
        }
    }
}
