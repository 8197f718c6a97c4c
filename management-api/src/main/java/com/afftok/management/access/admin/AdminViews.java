package com.afftok.management.access.admin;

import com.afftok.management.access.session.Tokens;
import io.micronaut.serde.annotation.Serdeable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answers about administrators.
final class AdminViews {

    private AdminViews() {}

    /// An administrator's own account.
    ///
    /// @param lastLogin the last sign-in; in the answer to a sign-in, the one before
    @Serdeable
    record Account(
            long id,
            String email,
            String fullName,
            String role,
            boolean mfaEnrolled,
            @Nullable Instant lastLogin) {

        static Account of(AdminRow admin) {
            return new Account(
                    admin.id(),
                    admin.email(),
                    admin.fullName(),
                    admin.role(),
                    admin.isEnrolled(),
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
                    admin.isEnrolled(),
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

    @Serdeable
    record SignedIn(Account admin, String token, String refreshToken, Instant expiresAt) {

        static SignedIn of(AdminRow admin, Tokens tokens) {
            return new SignedIn(
                    Account.of(admin), tokens.token(), tokens.refreshToken(), tokens.expiresAt());
        }
    }

    /// The secret for an authenticator app, as text and as an address for a QR code.
    @Serdeable
    record Enrolment(String secret, String otpauthUri) {

        static Enrolment of(AdminRow admin, byte[] secret) {
            String text = Base32.encode(secret);
            String label = URLEncoder.encode(admin.email(), StandardCharsets.UTF_8);
            return new Enrolment(
                    text,
                    "otpauth://totp/AffTok:%s?secret=%s&issuer=AffTok".formatted(label, text));
        }
    }

    /// Shown once.
    @Serdeable
    record RecoveryCodes(List<String> recoveryCodes) {}
}
